// Passkeys: asks the browser for one and sends what it says with the form. Needs webauthn-json.js.
(() => {
  const form = document.getElementById("passkey-form");
  if (!form || !window.webauthnJSON?.supported()) return;
  const button = document.getElementById("passkey-button");
  const trouble = document.getElementById("passkey-trouble");
  const field = form.querySelector("[name=credential]");
  const prepared = document.getElementById("passkey-data");
  form.hidden = false;

  async function options() {
    if (prepared) return JSON.parse(prepared.textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return answer.json();
  }

  async function create(given) {
    const choice = given.publicKey.authenticatorSelection;
    const alone = form.querySelector("[name=passwordless]").checked;
    choice.residentKey = alone ? "required" : "discouraged";
    choice.requireResidentKey = alone;
    if (alone) choice.userVerification = "required";
    return window.webauthnJSON.create(given);
  }

  button.addEventListener("click", async () => {
    trouble.hidden = true;
    try {
      const given = await options();
      const credential = form.dataset.passkey === "create"
        ? await create(given.creation_options)
        : await window.webauthnJSON.get(given.request_options);
      field.value = JSON.stringify(credential);
    } catch {
      trouble.hidden = false;
      return;
    }
    form.submit();
  });
})();
