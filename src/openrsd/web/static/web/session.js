// Says two minutes before that a session ends, and when it has ended; asks who is signed in before
// a form is sent. What was typed stays on the page; nothing is stored in the browser.
//
// `ask()` gives "in", "out", "other" (somebody else signed in) or "unreachable", and says so on the
// page. When it is "in" again, the forms carry a token of the new session, and the document hears
// the event "signed-in".
const WARNED = 120;
const place = document.getElementById("session");
const say = place?.dataset ?? {};
let endsAt = Date.now() + Number(say.seconds) * 1000;
let state = "in";
let timer = 0;

const clock = (at) =>
  new Date(at).toLocaleTimeString(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
  });

const show = (words, { stay = false, signIn = false } = {}) => {
  const says = place.querySelector("[data-says]");
  const buttons = place.querySelector(".actions");
  if (says.textContent !== words) says.textContent = words;
  place.hidden = !words;
  place.querySelector("[data-stay]").hidden = !stay;
  place.querySelector("[data-sign-in]").hidden = !signIn;
  buttons.hidden = !stay && !signIn;
};

const left = () => (endsAt - Date.now()) / 1000;

const arm = () => {
  clearTimeout(timer);
  // Other windows may have used the session meanwhile: ask before anything is said.
  const wait = left() > WARNED ? left() - WARNED : left();
  if (state === "in") timer = setTimeout(() => ask(), Math.max(wait, 1) * 1000);
};

const known = (told) => {
  const before = state;
  if (!told) state = "unreachable";
  else if (!told.user) state = "out";
  else state = told.user === say.user ? "in" : "other";
  if (state !== "in") {
    const words = { out: say.textOut, other: say.textOther, unreachable: say.textUnreachable };
    show(words[state], { signIn: state !== "unreachable" });
    return state;
  }
  endsAt = Date.now() + told.left * 1000;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]"))
    field.value = told.token;
  if (before !== "in") {
    show(before === "unreachable" ? "" : say.textIn);
    document.dispatchEvent(new Event("signed-in"));
  } else if (left() > WARNED + 1) show("");
  else warn();
  arm();
  return state;
};

let stayed = false;
const warn = () => {
  // She asked to stay and it did not help: it is the end of the eight hours.
  if (stayed) show(say.textLast.replace("%s", clock(endsAt)));
  else show(say.textSoon.replace("%s", clock(endsAt)), { stay: true });
};

const asked = async (options) => {
  try {
    const answer = await fetch(say.address, { cache: "no-store", redirect: "manual", ...options });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
};

export const ask = async () => known(await asked({}));

const stay = async () => {
  if ((await ask()) !== "in") return;
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  stayed = true;
  known(await asked({ method: "POST", headers: { "X-CSRFToken": token } }));
  stayed = false;
};

if (place) {
  place.querySelector("[data-stay]").addEventListener("click", stay);
  const back = () => {
    if (document.visibilityState === "visible" && (state !== "in" || left() < WARNED)) ask();
  };
  addEventListener("focus", back);
  addEventListener("online", back);
  document.addEventListener("visibilitychange", back);
  arm();
}
