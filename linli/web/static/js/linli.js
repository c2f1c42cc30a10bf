// Enhancements only: every page works without this file.
document.documentElement.classList.add("js");
// A form is sent once: the second tap of an impatient thumb does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent && form.method !== "get") { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => { delete form.dataset.sent; }, 8000);
});
