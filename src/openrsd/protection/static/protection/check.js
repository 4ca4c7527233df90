/* The page that checks certificates. What is scanned stays on this device: the only thing that is
   ever asked for is the list of what is known, the same for everyone. */
"use strict";

(function () {
  const LONGEST_SIDE = 2000, BETWEEN_LOOKS = 100;
  // The decoder finds in one size what it misses in another: grain goes where a picture grows.
  const SIZES = [1.5, 1, 2, 0.6, 0.35];
  const about = document.body.dataset;
  const here = (id) => document.getElementById(id);
  let trust = null, stream = null;

  function show(id, isShown) { here(id).hidden = !isShown; }

  function tell(checked) {
    const isValid = checked.result === "valid";
    show("valid", isValid);
    show("not-valid", !isValid);
    if (isValid) {
      here("issuer").textContent = checked.issuer;
      here("until").textContent = day(checked.lastDay);
    }
    document.querySelectorAll("[data-because]").forEach((one) => {
      one.hidden = one.dataset.because !== checked.result;
    });
    here("results").scrollIntoView();
  }

  function day(seconds) {
    const written = { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" };
    return new Date(seconds * 1000).toLocaleDateString(document.documentElement.lang, written);
  }

  function checkText(text) {
    tell(OpenRSDCertificates.check(text, trust, Date.now() / 1000));
  }

  /* What the code in this picture says, looked for in one size; null where none is found. */
  function codeIn(source, width, height, size) {
    const scale = Math.min(size, LONGEST_SIDE / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const drawing = canvas.getContext("2d", { willReadFrequently: true });
    // The plainest way of growing a picture blurs its grain best.
    drawing.imageSmoothingQuality = "low";
    drawing.drawImage(source, 0, 0, canvas.width, canvas.height);
    const dots = drawing.getImageData(0, 0, canvas.width, canvas.height);
    const found = jsQR(dots.data, dots.width, dots.height);
    return found ? found.data : null;
  }

  /* The telephone's own decoder, where it has one: faster than ours. */
  async function ownCodeIn(source) {
    if (!("BarcodeDetector" in window)) return null;
    try {
      const found = await new BarcodeDetector({ formats: ["qr_code"] }).detect(source);
      return found.length ? found[0].rawValue : null;
    } catch (error) {
      // It is there by name only on some systems.
      return null;
    }
  }

  async function checkPhotograph(file) {
    let text = null;
    try {
      const picture = await createImageBitmap(file);
      text = await ownCodeIn(picture);
      for (const size of SIZES) {
        if (text === null) text = codeIn(picture, picture.width, picture.height, size);
      }
    } catch (error) {
      // A file that is no picture is a code that cannot be read.
      text = null;
    }
    checkText(text || "");
  }

  async function scan() {
    show("no-camera", false);
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch (error) {
      show("no-camera", true);
      return;
    }
    const seen = here("seen");
    seen.srcObject = stream;
    await seen.play();
    show("camera", true);
    show("scan", false);
    show("stop", true);
    look(seen, 0);
  }

  async function look(seen, times) {
    if (!stream) return;
    let text = null;
    if (seen.videoWidth) {
      text = await ownCodeIn(seen);
      const size = SIZES[times % SIZES.length];
      if (text === null) text = codeIn(seen, seen.videoWidth, seen.videoHeight, size);
    }
    if (!stream) return;
    if (text === null) {
      setTimeout(() => look(seen, times + 1), BETWEEN_LOOKS);
      return;
    }
    stop();
    checkText(text);
  }

  function stop() {
    if (stream) stream.getTracks().forEach((track) => track.stop());
    stream = null;
    show("camera", false);
    show("scan", true);
    show("stop", false);
  }

  /* The code may stand behind the # of the address. It is taken from there, so that it stays
     neither in the bar nor in the history. */
  function fromAddress() {
    const behind = location.hash;
    if (behind.length < 2) return;
    history.replaceState(null, "", location.pathname + location.search);
    checkText(behind);
  }

  function tellWhatIsKnown() {
    show("listed", trust.at > 0);
    show("no-list", trust.at === 0);
    if (trust.at) here("list-day").textContent = day(trust.at);
  }

  function listen() {
    here("check").addEventListener("submit", (event) => {
      event.preventDefault();
      const file = here("photograph").files[0];
      if (file) checkPhotograph(file); else checkText(here("text").value);
      here("check").reset();
    });
    here("scan").addEventListener("click", scan);
    here("stop").addEventListener("click", stop);
    show("scan", Boolean(navigator.mediaDevices && navigator.mediaDevices.getUserMedia));
    window.addEventListener("hashchange", fromAddress);
  }

  async function keepForOffline() {
    if (!("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register(about.worker, { scope: about.page });
    await navigator.serviceWorker.ready;
    show("works-offline", true);
  }

  async function begin() {
    let known;
    try {
      const answer = await fetch(about.known, { credentials: "omit" });
      if (!answer.ok) return;
      known = await answer.json();
    } catch (error) {
      // Without keys this page can check nothing; the form goes to the server as it stands.
      return;
    }
    trust = OpenRSDCertificates.trusted(known);
    tellWhatIsKnown();
    listen();
    fromAddress();
    document.body.dataset.ready = "yes";
    keepForOffline();
  }

  begin();
})();
