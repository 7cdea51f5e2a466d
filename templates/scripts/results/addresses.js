// Addresses of results: what a form asks for, and what is passed on. Pure.
const TOKEN = "try";

/** The address without the token that belongs to one visit (a URL; takes a URL or its text). */
export function withoutToken(address) {
  const clean = new URL(address);
  clean.searchParams.delete(TOKEN);
  return clean;
}

/** Where a form leads that holds these fields (pairs of name and value): nothing empty, no usual order. */
export function addressFor(action, fields) {
  const address = new URL(action);
  for (const [name, value] of fields)
    if (value && !(name === "sort" && value === "relevance")) address.searchParams.append(name, value);
  return address;
}
