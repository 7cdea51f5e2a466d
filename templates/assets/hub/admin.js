// What Wagtail starts by a script in the page: date pickers, panels of repeated rows and choosers.
// The admin's content security policy lets no such script run, so the overrides in
// templates/wagtailadmin/ and knowledge/admin/chooser_scripts.py leave a mark with data,
// and Stimulus starts the part where a mark appears.
{
  const { Controller } = window.StimulusModule;

  class DateChooser extends Controller {
    static values = { kind: String, input: String, config: Object };

    connect() {
      const start = {
        date: window.initDateChooser,
        time: window.initTimeChooser,
        datetime: window.initDateTimeChooser,
      };
      start[this.kindValue](this.inputValue, this.configValue);
      this.element.remove();
    }
  }

  class RepeatedRows extends Controller {
    static values = { kind: String, options: Object };

    connect() {
      const start = { inline: window.InlinePanel, multiple: window.MultipleChooserPanel };
      new start[this.kindValue](this.optionsValue);
      this.element.remove();
    }
  }

  class Chooser extends Controller {
    static values = { name: String, made: Boolean, arguments: Array };

    connect() {
      const start = window[this.nameValue];
      if (this.madeValue) new start(...this.argumentsValue);
      else start(...this.argumentsValue);
      this.element.remove();
    }
  }

  window.wagtail.app.register("hub-date-chooser", DateChooser);
  window.wagtail.app.register("hub-repeated-rows", RepeatedRows);
  window.wagtail.app.register("hub-chooser", Chooser);
}
