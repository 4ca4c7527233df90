// Draws parts of pages that are removed. Without it they are written in the field, as percent.
"use strict";
(() => {
  const form = document.querySelector("form[data-removes]");
  const field = form && form.elements.boxes;
  if (!field) return;
  const LEAST = 0.5;

  const lines = () => field.value.split("\n").map((line) => line.trim()).filter(Boolean);
  const percent = (part, whole) => Math.min(100, Math.max(0, (100 * part) / whole));

  const show = () => {
    for (const old of form.querySelectorAll(".removed-part")) old.remove();
    lines().forEach((line, place) => {
      const [page, left, top, right, bottom] = line.replaceAll(",", " ").split(/\s+/).map(Number);
      const drawn = form.querySelector(`.to-draw-on[data-page="${page}"]`);
      if (!drawn || !(left < right && top < bottom)) return;
      const part = document.createElement("span");
      part.className = "removed-part";
      part.dataset.place = place;
      Object.assign(part.style, {
        left: `${left}%`, top: `${top}%`, width: `${right - left}%`, height: `${bottom - top}%`,
      });
      drawn.append(part);
    });
  };

  // As if it was typed: what is drawn is shown, and kept as a draft.
  const write = (said) => {
    field.value = said.join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  for (const drawn of form.querySelectorAll(".to-draw-on")) {
    let start = null;
    const at = (event) => {
      const place = drawn.getBoundingClientRect();
      return [percent(event.clientX - place.left, place.width),
        percent(event.clientY - place.top, place.height)];
    };
    drawn.addEventListener("pointerdown", (event) => {
      const old = event.target.closest(".removed-part");
      if (old) {
        // A click on a part takes it back.
        write(lines().filter((_line, place) => place !== Number(old.dataset.place)));
        return;
      }
      event.preventDefault();
      start = at(event);
      drawn.setPointerCapture(event.pointerId);
    });
    drawn.addEventListener("pointerup", (event) => {
      if (!start) return;
      const end = at(event);
      const sides = [Math.min(start[0], end[0]), Math.min(start[1], end[1]),
        Math.max(start[0], end[0]), Math.max(start[1], end[1])];
      start = null;
      if (sides[2] - sides[0] < LEAST || sides[3] - sides[1] < LEAST) return;
      const line = [drawn.dataset.page, ...sides.map((side) => side.toFixed(1))].join(" ");
      write([...lines(), line]);
    });
  }
  field.addEventListener("input", show);
  show();
})();
