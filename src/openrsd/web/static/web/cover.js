/* Somebody comes in: one button, or Escape twice, covers the whole page. What was typed stays under
   the cover, saves itself on, and is there again after "Go on". */
"use strict";

(function () {
  const BETWEEN_TWO = 600;
  const button = document.querySelector("[data-covers]");
  const cover = document.getElementById("cover");
  if (!button || !cover || !cover.showModal) return;
  let lastEscape = 0;

  function hide() {
    if (!cover.open) cover.showModal();
  }

  button.hidden = false;
  button.addEventListener("click", hide);
  cover.querySelector("button").addEventListener("click", () => cover.close());
  // Only the button uncovers: whoever presses Escape once too often stays covered.
  cover.addEventListener("cancel", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (cover.open) event.preventDefault();
    else if (event.timeStamp - lastEscape < BETWEEN_TWO) hide();
    lastEscape = event.timeStamp;
  });
})();
