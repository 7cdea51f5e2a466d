// The components of the design system that our pages use (data-module), and no other.
import { Button, ErrorSummary, Header, SkipLink, createAll } from "nhsuk-frontend";

document.body.classList.add("nhsuk-frontend-supported"); // they look for it

for (const component of [Button, ErrorSummary, Header, SkipLink]) createAll(component);
