// Keeps what is typed into a form as a sealed draft on the server, every few seconds, and lets the
// form go only when somebody is there to take it. Stores nothing in the browser.
//
// A form with `{% keeps %}`. Without this script the form is sent by its button as ever.
import { ask } from "../web/session.js";

const EVERY = 3000;
const AGAIN = 8000;
const NOT_KEPT = ["hidden", "file", "password", "submit", "button"];

class Kept {
  constructor(place) {
    this.place = place;
    this.form = place.closest("form");
    this.say = place.dataset;
    this.seen = this.say.seen;
    this.timer = 0;
    this.saving = null;
    this.waits = false;
    this.halted = false;
    this.warned = false;
    this.passes = false;
    const end = this.form.querySelector(":scope > .actions");
    end?.before(this.part("trouble"), this.part("state"));
    this.asGiven = this.typed();
    this.stands = JSON.stringify(this.asGiven);
    if (this.say.typed) this.bringBack();
    this.form.addEventListener("input", () => this.later(EVERY));
    this.form.addEventListener("change", () => this.later(EVERY));
    this.form.addEventListener("focusout", (event) => {
      if (event.target.name && this.isDirty()) this.save();
    });
    this.form.addEventListener("submit", (event) => this.send(event));
  }

  part(name) {
    this.parts ??= {};
    return (this.parts[name] ??= this.place.querySelector(`[data-${name}]`));
  }

  // What is said stands there only while it is said.
  put(name, ...said) {
    const place = this.part(name);
    place.replaceChildren(...said);
    place.hidden = !place.textContent;
  }

  fields() {
    return [...this.form.elements].filter(
      (one) => one.name && one.tagName !== "BUTTON" && !NOT_KEPT.includes(one.type),
    );
  }

  typed() {
    return this.fields().flatMap((one) => {
      if (["checkbox", "radio"].includes(one.type) && !one.checked) return [];
      if (one.multiple) return [...one.selectedOptions].map((two) => [one.name, two.value]);
      return [[one.name, one.value]];
    });
  }

  isDirty() {
    return JSON.stringify(this.typed()) !== this.stands;
  }

  // What was typed before is in the form again; what the page itself showed can be had back.
  bringBack() {
    const typed = JSON.parse(this.say.typed);
    if (JSON.stringify(typed) === this.stands) return;
    this.fill(typed);
    this.stands = JSON.stringify(this.typed());
    const words = this.say.textFound.replace("%s", clock(this.say.at));
    this.found(words, this.say.textThrow, () => this.throwAway());
  }

  fill(typed) {
    const left = typed.map((pair) => [...pair]);
    const next = (name) => {
      const at = left.findIndex((pair) => pair[0] === name);
      return at < 0 ? undefined : left.splice(at, 1)[0][1];
    };
    for (const field of this.fields()) {
      const isOne = ([name, value]) => name === field.name && value === field.value;
      if (["checkbox", "radio"].includes(field.type)) field.checked = typed.some(isOne);
      else if (field.multiple)
        for (const one of field.options)
          one.selected = typed.some(([name, value]) => name === field.name && value === one.value);
      else field.value = next(field.name) ?? "";
      // For a script that shows what stands in the field.
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    // What lies folded away would not be seen.
    this.form.closest("details")?.setAttribute("open", "");
  }

  found(words, offer, act) {
    const box = noteOf(words, button(offer, act));
    this.put("found", box);
  }

  async throwAway() {
    const typed = this.typed();
    clearTimeout(this.timer);
    const answer = await this.post(this.say.discard);
    if (answer?.status === 409) return this.showBoth(await answer.json());
    if (!answer?.ok) return;
    this.seen = "";
    this.fill(this.asGiven);
    this.stands = JSON.stringify(this.asGiven);
    this.put("state");
    this.found(this.say.textGone, this.say.textBack, () => {
      this.fill(typed);
      this.put("found");
      this.save();
    });
  }

  later(pause) {
    this.warned = false;
    // What the form gave was a file, and the page is still there.
    this.leaves = false;
    if (!this.asking) this.form.removeAttribute("data-sending");
    if (!this.timer && !this.halted) {
      this.timer = setTimeout(() => this.save(), pause);
    }
  }

  async post(address, typed) {
    const body = new URLSearchParams({
      csrfmiddlewaretoken: this.form.querySelector("[name=csrfmiddlewaretoken]").value,
      keeps: this.form.querySelector("[name=keeps]").value,
      seen: this.seen,
    });
    if (typed) {
      body.append("typed", typed);
      body.append("title", document.title.replace(/ – OpenRSD$/, ""));
    }
    try {
      const text = body.toString();
      return await fetch(address, {
        method: "POST",
        body,
        keepalive: text.length < 60000,
        redirect: "manual",
      });
    } catch {
      return null;
    }
  }

  // Whether what stands in the form is kept now. One at a time.
  async save() {
    clearTimeout(this.timer);
    this.timer = 0;
    while (this.saving) await this.saving;
    if (this.halted) return false;
    if (!this.isDirty() && !this.waits) return true;
    this.saving = this.tryOnce();
    try {
      return await this.saving;
    } finally {
      this.saving = null;
    }
  }

  async tryOnce(isAgain = false) {
    const typed = JSON.stringify(this.typed());
    const answer = await this.post(this.say.address, typed);
    if (answer?.ok) return this.kept(typed, await answer.json());
    if (answer?.status === 409) {
      this.showBoth(await answer.json());
      return false;
    }
    this.waits = true;
    if (!answer || answer.status >= 500) {
      this.trouble(this.say.textWaiting);
      this.later(AGAIN);
      return false;
    }
    // Signed out, or in again under a new token.
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      if ((await ask()) === "in" && !isAgain) return this.tryOnce(true);
      return false;
    }
    this.halted = true;
    this.trouble(this.say.textClosed);
    return false;
  }

  kept(typed, told) {
    this.waits = false;
    this.seen = told.seen;
    this.stands = typed;
    this.trouble("");
    this.put("state", this.say.textKept.replace("%s", clock(told.at)));
    if (this.isDirty()) this.later(EVERY);
    return true;
  }

  trouble(words) {
    if (this.part("trouble").textContent !== words) this.put("trouble", words);
  }

  // The form goes when the draft is kept, which shows that somebody is signed in and listened to.
  async send(event) {
    if (this.passes) {
      this.leaves = true;
      return;
    }
    event.preventDefault();
    if (this.asking) return;
    this.asking = true;
    this.form.setAttribute("data-sending", "");
    const button = event.submitter;
    // What stands in other forms of the page is kept too, since the page goes.
    const [isKept] = await Promise.all([this, ...all].map((one) => one.save()));
    const isIn = (await ask()) === "in";
    this.asking = false;
    if (isIn && (isKept || this.warned)) {
      this.passes = true;
      this.form.requestSubmit(button);
      this.passes = false;
      if (this.leaves && !("givesFile" in this.form.dataset)) return;
    } else if (isIn) {
      this.warned = true;
      this.trouble(this.say.textOnceMore);
    }
    this.form.removeAttribute("data-sending");
  }

  showBoth(told) {
    this.halted = true;
    const list = document.createElement("dl");
    const mine = gathered(this.typed());
    const theirs = gathered(told.typed);
    for (const [name, value] of Object.entries({ ...mine, ...theirs })) {
      if (mine[name] === theirs[name]) continue;
      const label = document.createElement("dt");
      label.textContent = this.labelOf(name);
      list.append(label, said(this.say.textYours, mine[name]), said(this.say.textTheirs, theirs[name]));
    }
    const end = (typed) => {
      if (typed) this.fill(typed);
      // Before anything of the page changes: a field that is left would save itself.
      this.stands = typed ? JSON.stringify(this.typed()) : "";
      this.seen = told.seen;
      this.halted = false;
      this.fields()[0]?.focus();
      this.put("both");
      this.trouble("");
      this.save();
    };
    const buttons = [
      button(this.say.textKeep, () => end(null)),
      button(this.say.textTake, () => end(told.typed)),
    ];
    const box = noteOf(told.says, ...buttons);
    box.querySelector("p").after(list);
    this.put("both", box);
    this.put("state");
    this.trouble(this.say.textOther);
  }

  labelOf(name) {
    const field = this.fields().find((one) => one.name === name);
    const legend = ["checkbox", "radio"].includes(field?.type) && field.closest("fieldset");
    const label = legend ? legend.querySelector("legend") : field?.labels?.[0];
    return label?.textContent.trim() ?? name;
  }
}

const gathered = (typed) => {
  const all = {};
  for (const [name, value] of typed) all[name] = name in all ? `${all[name]}, ${value}` : value;
  return all;
};

const said = (whose, value) => {
  const cell = document.createElement("dd");
  const words = document.createElement("bdi");
  words.textContent = value || "—";
  cell.append(`${whose}: `, words);
  return cell;
};

const noteOf = (words, ...buttons) => {
  const box = document.createElement("div");
  box.className = "note note-care";
  const says = document.createElement("p");
  says.textContent = words;
  const actions = document.createElement("div");
  actions.className = "actions";
  actions.append(...buttons);
  box.append(says, actions);
  return box;
};

const button = (words, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-secondary";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
};

const clock = (at) => {
  const then = new Date(at);
  const isToday = then.toDateString() === new Date().toDateString();
  const day = isToday ? {} : { day: "numeric", month: "long" };
  return then.toLocaleString(document.documentElement.lang, {
    ...day,
    hour: "2-digit",
    minute: "2-digit",
  });
};

// Where nothing long is written there is nothing to lose, and no old choice is put back.
const all = [...document.querySelectorAll("[data-keeps]")]
  .filter((place) => place.closest("form").querySelector("textarea"))
  .map((place) => new Kept(place));
document.addEventListener("signed-in", () => all.forEach((one) => one.save()));
addEventListener("online", () => all.forEach((one) => one.waits && one.save()));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden")
    all.forEach((one) => !one.leaves && one.isDirty() && one.save());
});
addEventListener("pageshow", () => all.forEach((one) => (one.leaves = false)));
addEventListener("beforeunload", (event) => {
  if (all.some((one) => !one.leaves && (one.waits || one.isDirty())))
    event.preventDefault();
});
