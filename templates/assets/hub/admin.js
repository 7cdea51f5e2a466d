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

// Lists that are wider than the window scroll to the side within what holds them (admin.css): that is
// reached by keyboard and has a name, and the menus of rows open over its edge.
{
  const FRAME = "data-hub-scrolls";

  const nameOf = (table) =>
    (table.caption ?? document.querySelector("main h1"))?.textContent.trim() || document.title;

  function frame(table) {
    const holder = table.parentElement;
    const isWide = holder.scrollWidth > holder.clientWidth;
    if (isWide && !holder.hasAttribute("tabindex")) {
      holder.setAttribute(FRAME, "");
      holder.tabIndex = 0;
      holder.setAttribute("aria-label", `List: ${nameOf(table)}`);
      // A form with a name is a landmark of its own.
      if (holder.tagName !== "FORM") holder.setAttribute("role", "region");
    } else if (!isWide && holder.hasAttribute(FRAME)) {
      for (const name of [FRAME, "tabindex", "aria-label", "role"]) holder.removeAttribute(name);
    }
  }

  const frameAll = () => document.querySelectorAll("main table.listing").forEach(frame);

  document.addEventListener("DOMContentLoaded", () => {
    const main = document.querySelector("main");
    if (main) new ResizeObserver(frameAll).observe(main);
  });
  document.addEventListener("w-swap:success", frameAll);

  document.addEventListener(
    "click",
    (event) => {
      const toggle = event.target.closest("table.listing [data-w-dropdown-target='toggle']");
      toggle?._tippy?.setProps({ popperOptions: { strategy: "fixed" } });
    },
    true,
  );
}
