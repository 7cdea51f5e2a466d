// What Wagtail's own templates start by a script in the page: date pickers and panels of repeated rows.
// The admin's content security policy lets no such script run, so the overrides in
// templates/wagtailadmin/ leave a mark with data, and Stimulus starts the part where a mark appears.
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

  window.wagtail.app.register("hub-date-chooser", DateChooser);
  window.wagtail.app.register("hub-repeated-rows", RepeatedRows);
}
