// What every page adds when scripts run; every page serves without it.
import "./page/components.js";
import "./page/device-copies.js";
import "./page/folded-parts.js";
import "./page/forms.js";
import "./page/header-menu.js";
import "./page/header-search.js";
import "./page/keep.js";
import "./page/suggestions.js";
