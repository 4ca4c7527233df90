// Saves each block of the record while it is typed: a second after the first letter that is not
// saved yet, and again each second while it goes on. Says "saved" only when the server said so,
// keeps what is not saved on the page and sends it again, and stores nothing in the browser.
// Without this script each block is saved by its button.
"use strict";
(() => {
  const PAUSE = 1000;
  const AGAIN = 2000;
  const root = document.querySelector("[data-record]");
  if (!root) return;
  const say = root.dataset;
  const list = root.querySelector("[data-blocks]");
  const state = root.querySelector("[data-record-state]");
  const template = document.querySelector("template[data-new-block]");
  const blocks = new Map();
  let turn = 0;
  let savedAt = null;
  let topic = "";
  root.classList.add("is-scripted");

  const uuid = () => {
    // Also where the page came without a certificate, as in an office's own network.
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  class Block {
    constructor(form) {
      this.form = form;
      this.text = form.querySelector("[data-text]");
      this.says = form.querySelector("[data-state]");
      this.timer = 0;
      this.running = false;
      this.trouble = "";
      this.together = false;
      this.beside = [];
      this.standing = this.written();
    }

    // What is typed, without what the server is told about the window.
    written() {
      const body = new URLSearchParams();
      for (const name of ["speaker", "language", "text", "about", "puts"])
        body.append(name, this.form.elements[name].value);
      for (const box of this.form.querySelectorAll("[name=marks]:checked"))
        body.append("marks", box.value);
      return body.toString();
    }

    get dirty() {
      return this.together || this.written() !== this.standing;
    }

    get isBlank() {
      return this.form.elements.seen.value === "0" && !this.text.value.trim();
    }

    changed(pause = PAUSE) {
      if (!this.timer && !this.running && this.dirty && !this.isBlank)
        this.timer = setTimeout(() => this.send(), pause);
      tell();
    }

    // One at a time. The server knows by window and turn what came late, and what only its answer
    // was lost of.
    async send() {
      clearTimeout(this.timer);
      this.timer = 0;
      if (this.running || this.isBlank || !this.dirty) return;
      const written = this.written();
      const body = new URLSearchParams(written);
      body.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
      body.append("seen", this.form.elements.seen.value);
      body.append("window", say.window);
      body.append("turn", String((turn += 1)));
      const together = this.together;
      if (together) {
        body.append("merge", "yes");
        for (const one of this.beside) body.append("beside", one);
        for (const one of this.form.querySelectorAll("[name=beside]")) body.append("beside", one.value);
      }
      this.running = true;
      tell();
      let pause = AGAIN;
      try {
        const answer = await fetch(this.form.action, {
          method: "POST",
          body,
          headers: { "X-Saved-By": "script" },
          keepalive: body.toString().length < 60000,
          redirect: "manual",
          signal: AbortSignal.timeout(20000),
        });
        pause = await this.answered(answer, written, together);
      } catch {
        this.trouble = say.textWaiting;
      }
      this.running = false;
      if (pause !== null) this.changed(pause);
      tell();
    }

    // How long to wait before what is left is sent; null where it would be refused again.
    async answered(answer, written, together) {
      if (answer.status === 403) await freshToken();
      if (answer.type === "opaqueredirect" || answer.status >= 500 || answer.status === 403) {
        this.trouble = answer.type === "opaqueredirect" ? say.textOut : say.textWaiting;
        return AGAIN;
      }
      const told = (answer.headers.get("Content-Type") ?? "").includes("json") ? await answer.json() : {};
      this.trouble = "";
      if (answer.status === 409) {
        this.standing = written;
        this.form.elements.seen.value = told.seen;
        this.beside = told.beside;
        this.together = false;
        this.showBoth(told);
        return PAUSE;
      }
      if (!answer.ok) {
        // Refused: asked again only when something else is typed.
        this.standing = written;
        this.refused = told.refused ?? say.textWaiting;
        this.trouble = say.textAmiss;
        this.hints([this.refused]);
        return PAUSE;
      }
      savedAt = new Date();
      this.standing = written;
      this.form.elements.seen.value = told.seen;
      this.numbered(told.number);
      this.hints(told.hints);
      if (together) {
        this.together = false;
        this.beside = [];
        for (const box of this.form.querySelectorAll(".beside, [data-merge]")) box.remove();
        this.text.focus();
      }
      return PAUSE;
    }

    numbered(number) {
      const place = this.form.querySelector("[data-number]");
      if (place.textContent === `#${number}`) return;
      place.textContent = `#${number}`;
      this.form.id = `block-${number}`;
      this.form.setAttribute("aria-label", say.textBlock.replace("%s", number));
    }

    hints(texts) {
      const place = this.form.querySelector("[data-hints]");
      const now = texts.join("\n");
      if (place.dataset.now === now) return;
      place.dataset.now = now;
      place.replaceChildren(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    }

    showBoth(told) {
      let box = this.form.querySelector(".beside-live");
      if (!box) {
        box = document.createElement("div");
        box.className = "note note-care beside beside-live";
        box.setAttribute("role", "alert");
        const why = Object.assign(document.createElement("p"), { textContent: say.textConflict });
        const title = Object.assign(document.createElement("p"), { className: "theirs-title" });
        const words = document.createElement("blockquote");
        words.dir = "auto";
        const both = button(say.textBoth, () => {
          this.text.value = `${words.textContent}\n${this.text.value}`.trim();
          grow(this.text);
          this.changed();
          this.text.focus();
        });
        const merge = button(say.textMerge, () => {
          this.together = true;
          this.send();
        });
        const actions = document.createElement("div");
        actions.className = "actions";
        actions.append(both, merge);
        box.append(why, title, words, actions);
        this.text.closest("label").before(box);
      }
      box.querySelector(".theirs-title").textContent = `${say.textTheirs} ${told.speaker}`;
      box.querySelector("blockquote").textContent = told.theirs;
    }
  }

  const button = (words, act) => {
    const made = Object.assign(document.createElement("button"), {
      type: "button",
      className: "btn btn-secondary",
      textContent: words,
    });
    made.addEventListener("click", act);
    return made;
  };

  const grow = (area) => {
    if (CSS.supports("field-sizing", "content")) return;
    area.rows = Math.min(20, Math.max(2, area.value.split("\n").length + Math.floor(area.value.length / 90)));
  };

  // After signing in again the page's token is an old one; a page of the same address has the new.
  const freshToken = async () => {
    try {
      const page = await (await fetch(location.pathname, { redirect: "error" })).text();
      const parsed = new DOMParser().parseFromString(page, "text/html");
      const token = parsed.querySelector("[name=csrfmiddlewaretoken]")?.value;
      if (token)
        for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    } catch {
      // Tried again with the next save.
    }
  };

  const tell = () => {
    const all = [...blocks.values()];
    const trouble = all.find((one) => one.trouble)?.trouble;
    let words = trouble ?? "";
    if (!trouble && all.some((one) => one.running || (one.dirty && !one.isBlank))) words = say.textSaving;
    else if (!trouble && savedAt) {
      const at = savedAt.toLocaleTimeString(document.documentElement.lang);
      words = say.textSaved.replace("%s", at);
    }
    if (state.textContent !== words) state.textContent = words;
    state.classList.toggle("is-trouble", Boolean(trouble));
  };

  const watch = (form) => {
    const made = new Block(form);
    blocks.set(form, made);
    grow(made.text);
    return made;
  };

  const turnTaken = (speaker) => (speaker === "officer" ? "person" : "officer");

  const next = (after) => {
    const forms = [...list.querySelectorAll("form[data-block]")];
    const following = forms[forms.indexOf(after?.form) + 1];
    if (following) return following.querySelector("[data-text]").focus();
    if (!template || after?.isBlank) return undefined;
    after?.send();
    const form = template.content.firstElementChild.cloneNode(true);
    form.action = say.pattern.replace("00000000-0000-0000-0000-000000000000", uuid());
    const token = root.querySelector("[name=csrfmiddlewaretoken]");
    form.elements.csrfmiddlewaretoken.value = token.value;
    if (after) {
      form.elements.speaker.value = turnTaken(after.form.elements.speaker.value);
      form.elements.language.value = after.form.elements.language.value;
      form.elements.about.value = topic || after.form.elements.about.value;
    }
    list.append(form);
    const made = watch(form);
    made.text.focus();
    form.scrollIntoView({ block: "nearest" });
    return made;
  };

  const blockOf = (element) => blocks.get(element?.closest?.("form[data-block]"));

  for (const form of list.querySelectorAll("form[data-block]")) watch(form);
  list.addEventListener("input", (event) => {
    if (event.target.matches("[data-text]")) grow(event.target);
    blockOf(event.target)?.changed();
  });
  list.addEventListener("change", (event) => blockOf(event.target)?.changed(0));
  list.addEventListener("focusout", (event) => {
    const block = blockOf(event.target);
    if (block?.dirty) block.send();
  });
  list.addEventListener("submit", (event) => {
    const block = blockOf(event.target);
    if (!block) return;
    event.preventDefault();
    block.together = event.submitter?.name === "merge";
    block.send();
  });

  // F2 and a number marks the block that is written in; a mark needs no mouse and no letter, which
  // a Korean or Chinese keyboard would compose.
  let choosing = null;
  const endChoosing = () => {
    choosing?.form.querySelector("[data-marks]").classList.remove("is-choosing");
    choosing = null;
  };
  root.addEventListener("keydown", (event) => {
    const block = blockOf(event.target);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && block) {
      event.preventDefault();
      next(block);
      return;
    }
    if (choosing) {
      const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
      if (digit) {
        event.preventDefault();
        const box = choosing.form.querySelectorAll("[name=marks]")[Number(digit) - 1];
        if (box) {
          box.checked = !box.checked;
          choosing.changed(0);
        }
      }
      endChoosing();
      if (digit) return;
    }
    if (!block || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === "F2") {
      event.preventDefault();
      choosing = block;
      block.form.querySelector("[data-marks]").classList.add("is-choosing");
    } else if (event.key === "F4") {
      event.preventDefault();
      const field = block.form.elements.speaker;
      field.selectedIndex = (field.selectedIndex + 1) % field.options.length;
      block.changed(0);
    } else if (event.key === "F8") {
      event.preventDefault();
      block.form.elements.about.focus();
    }
  });

  for (const ask of root.querySelectorAll("[data-ask]")) {
    ask.hidden = false;
    ask.addEventListener("click", () => {
      topic = ask.closest("[data-topic]").dataset.topic;
      const forms = [...list.querySelectorAll("form[data-block]")];
      let last = blocks.get(forms.at(-1));
      if (last && !last.isBlank) last = next(last);
      if (!last) return;
      last.form.elements.about.value = topic;
      last.form.elements.speaker.value = "officer";
      last.text.focus();
    });
  }

  const left = () =>
    [...blocks.values()].filter((one) => !one.isBlank && (one.running || one.dirty));

  // Until everything is saved; false where something could not be.
  const settled = async () => {
    for (let tries = 0; tries < 100 && left().length; tries += 1) {
      if (left().some((one) => one.trouble)) return false;
      for (const one of left()) one.send();
      await new Promise((done) => setTimeout(done, 100));
    }
    return !left().length;
  };

  // What is typed is saved before the record is closed. Where it could not be, the page stays.
  for (const form of root.querySelectorAll("form:not([data-block])")) {
    form.addEventListener("submit", async (event) => {
      if (!left().length) return;
      event.preventDefault();
      const submitter = event.submitter;
      if (await settled()) form.requestSubmit(submitter);
    });
  }
  addEventListener("online", () => {
    for (const block of blocks.values()) block.send();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") for (const block of blocks.values()) block.send();
  });
  addEventListener("beforeunload", (event) => {
    if (left().length) event.preventDefault();
  });
})();
