// What has to be done on the page, so that it shows another state of the wall.

/** Numbers of items that are gone; items that are new or changed. States are lists of {id, …}. */
export function difference(before, after) {
  const known = new Map(before.map((item) => [item.id, JSON.stringify(item)]));
  const stays = new Set(after.map(({ id }) => id));
  return {
    gone: before.filter(({ id }) => !stays.has(id)).map(({ id }) => id),
    changed: after.filter((item) => known.get(item.id) !== JSON.stringify(item)),
  };
}

/** "1 dot", "3 dots". */
export function dotWords(count) {
  return `${count} dot${count === 1 ? "" : "s"}`;
}

/** A newer state, or null: answers may overtake each other. */
export function newer(shown, answer) {
  return answer && answer.state > shown.state ? answer : null;
}

/** How far to scroll while something is dragged at that height of a window; 0 in its middle. */
export function scrollStep(y, height) {
  const edge = Math.min(80, height / 4);
  if (y < edge) return -12;
  return y > height - edge ? 12 : 0;
}
