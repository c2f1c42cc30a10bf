// Enhancements only: every page works without this file.
document.documentElement.classList.add("js");

// A form is sent once: the second tap of an impatient thumb does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent && form.method !== "get") { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => { delete form.dataset.sent; }, 8000);
});

// Back from the next page the form may be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
});

// Fields that belong to one choice hide while another is chosen.
document.querySelectorAll("[data-for]").forEach((box) => {
  const radios = document.querySelectorAll(`input[name="${box.dataset.for}"]`);
  const look = () => {
    const chosen = [...radios].find((radio) => radio.checked);
    box.querySelectorAll("[data-when]").forEach((part) => {
      part.hidden = !chosen || !part.dataset.when.split(" ").includes(chosen.value);
    });
  };
  radios.forEach((radio) => radio.addEventListener("change", look));
  look();
});

// Similar reports while typing.
const words = document.querySelector("[data-similar]");
const shelf = document.getElementById("similar");
if (words && shelf) {
  let waiting;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const query = new URLSearchParams({ q: words.value.slice(0, 200) });
      const answer = await fetch(`${shelf.dataset.url}?${query}`);
      if (answer.ok) { shelf.innerHTML = await answer.text(); }
    }, 450);
  });
}

// Beside a list on a wide screen: the chosen row opens in the panel; a second choice opens it whole.
const panel = document.getElementById("panel");
if (panel) {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-panel]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!link || !plain || !matchMedia("(min-width: 900px)").matches) { return; }
    const row = link.closest("tr");
    if (row && row.getAttribute("aria-selected") === "true") { return; }
    event.preventDefault();
    const answer = await fetch(link.dataset.panel);
    if (!answer.ok) { location.href = link.href; return; }
    panel.innerHTML = await answer.text();
    document.querySelectorAll("tr[aria-selected]").forEach((each) => { each.removeAttribute("aria-selected"); });
    if (row) { row.setAttribute("aria-selected", "true"); }
  });
}
