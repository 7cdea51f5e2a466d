// The list as this browser keeps it: [{id, note}], in the order that its owner gave it.

const KEY = "hub-my-list";
export const MOST = 60; // as knowledge/web/views/my_list.py has it

/** The list; an empty one where nothing is kept, or where what is kept is not ours. */
export function read(storage) {
  let found;
  try {
    found = JSON.parse(storage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(found)) return [];
  return found
    .filter((line) => Number.isInteger(line?.id) && line.id > 0)
    .map(({ id, note }) => ({ id, note: typeof note === "string" ? note : "" }));
}

/** Keep the list. False where the browser keeps nothing, as in some private windows. */
export function write(storage, list) {
  try {
    storage.setItem(KEY, JSON.stringify(list));
  } catch {
    return false;
  }
  return true;
}

/** The list with these pages at its end; those that it has stay where they are. */
export function withPages(list, lines) {
  const there = new Set(list.map(({ id }) => id));
  return [...list, ...lines.filter(({ id }) => !there.has(id))].slice(0, MOST);
}

/** The list without this page. */
export const without = (list, id) => list.filter((line) => line.id !== id);

/** The list with this page moved by so many places (-1 or 1). */
export function moved(list, id, by) {
  const place = list.findIndex((line) => line.id === id);
  const target = place + by;
  if (place < 0 || target < 0 || target >= list.length) return list;
  const changed = [...list];
  changed.splice(target, 0, ...changed.splice(place, 1));
  return changed;
}

/** Where the list is read: `path` with everything that stands in it. */
export function addressOf(path, list, withNotes = false) {
  if (!list.length) return path;
  const asked = new URLSearchParams({ pages: list.map(({ id }) => id).join(".") });
  if (withNotes) for (const { id, note } of list) if (note) asked.set(`n${id}`, note);
  return `${path}?${asked}`;
}

/** Ids of the pages that an address names. */
export function pagesIn(search) {
  const named = new URLSearchParams(search).get("pages") ?? "";
  return named.split(".").filter(Boolean).map(Number).filter(Number.isInteger);
}

/** Whether both name the same pages in the same order. */
export const isSame = (list, ids) =>
  list.length === ids.length && list.every(({ id }, place) => id === ids[place]);
