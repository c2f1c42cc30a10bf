// Check-in that survives a dead network. What is tapped is kept on this device at once, shown,
// and sent when the net is back; each reading has its own nonce, so sending twice counts once.
const root = document.getElementById("kiosk");
const words = JSON.parse(root.dataset.words);
const people = JSON.parse(root.dataset.people);
const key = `linli-kiosk:${root.dataset.session}`;
const $ = (name) => root.querySelector(`[data-part="${name}"]`);
const EVERY = 15000, MOST = 200, SHOWN = 8;
let queue = JSON.parse(localStorage.getItem(key) || "[]");
let sending = false;

root.hidden = false;
document.querySelectorAll("[data-plain]").forEach((each) => { each.hidden = true; });

function keep() { localStorage.setItem(key, JSON.stringify(queue)); draw(); }

function nonce() {
  const raw = crypto.getRandomValues(new Uint8Array(16));
  return [...raw].map((each) => each.toString(16).padStart(2, "0")).join("");
}

function device() {
  let name = localStorage.getItem("linli-device");
  if (!name) { name = nonce().slice(0, 8); localStorage.setItem("linli-device", name); }
  return name;
}

function take(person, name, card) {
  if (person && queue.some((each) => each.person === person && each.state !== "refused")) {
    say(words.again.replace("%", name)); return;
  }
  queue.push({
    nonce: nonce(), person: person || null, card: card || "", name,
    method: card ? "card" : "search", captured_at: new Date().toISOString(), state: "waits",
  });
  keep(); say(words.noted.replace("%", name)); send();
}

function say(text) { $("said").textContent = text; }

function find(text) {
  const typed = text.trim().toUpperCase();
  if (typed.length < 2) { return []; }
  return people.filter((each) => each.number === typed || each.last4.includes(typed)
    || each.name.toUpperCase().includes(typed)).slice(0, SHOWN);
}

function line(text, small, button) {
  const item = document.createElement("li"), box = document.createElement("div");
  const title = document.createElement("span");
  box.className = "it"; title.className = "t"; title.textContent = text;
  box.append(title);
  if (button) { box.append(button); }
  if (small) {
    const note = document.createElement("span");
    note.className = "m"; note.textContent = small; box.append(note);
  }
  item.append(box);
  return item;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button"; made.className = "btn soft s"; made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function show() {
  const typed = $("find").value, list = $("found");
  list.textContent = "";
  for (const each of find(typed)) {
    list.append(line(each.name, each.number, button(words.here, () => {
      take(each.id, each.name); $("find").value = ""; show(); $("find").focus();
    })));
  }
  if (!list.children.length && typed.trim().length >= 2) { list.append(line(words.nobody)); }
}

function draw() {
  const waiting = queue.filter((each) => each.state === "waits").length;
  const refused = queue.filter((each) => each.state === "refused").length;
  $("waiting").textContent = waiting + refused;
  $("all").textContent = queue.length;
  const list = $("queue");
  list.textContent = "";
  for (const each of [...queue].reverse().slice(0, 100)) {
    const time = new Date(each.captured_at).toTimeString().slice(0, 5);
    list.append(line(each.name, `${time} · ${words[each.state]}${each.detail ? `: ${each.detail}` : ""}`));
  }
  $("file").href = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(
    { session: root.dataset.session, device: device(), check_ins: queue }, null, 1))}`;
  $("net").textContent = navigator.onLine ? words.online : words.offline;
}

function outgoing(each) {
  const { nonce: key_, person, card, method, captured_at: seen } = each;
  return { nonce: key_, person, card, method, captured_at: seen, device: device() };
}

async function send() {
  const waiting = queue.filter((each) => each.state === "waits").slice(0, MOST);
  if (sending || !waiting.length) { return; }
  sending = true;
  try {
    const answer = await fetch(root.dataset.url, {
      method: "POST", credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": root.dataset.csrf },
      body: JSON.stringify({ check_ins: waiting.map(outgoing) }),
    });
    if (answer.status === 401 || answer.status === 403) { say(words.sign_in); return; }
    if (!answer.ok) { say(words.later); return; }
    const told = await answer.json();
    for (const each of told.items) { settle(each); }
    keep();
  } catch { draw(); } finally { sending = false; }
  if (queue.some((each) => each.state === "waits")) { send(); }
}

function settle(told) {
  const mine = queue.find((each) => each.nonce === told.nonce);
  if (!mine) { return; }
  const good = { checked_in: "sent", already_checked_in: "double" };
  mine.state = good[told.code] || "refused";
  mine.detail = good[told.code] ? "" : told.detail || told.code;
}

async function empty() {
  if (queue.some((each) => each.state === "waits")) { say(words.not_empty); return; }
  localStorage.removeItem(key); queue = [];
  for (const each of await navigator.serviceWorker.getRegistrations()) {
    if (each.scope.includes(root.dataset.session)) { await each.unregister(); }
  }
  for (const name of await caches.keys()) {
    if (name.includes(root.dataset.session)) { await caches.delete(name); }
  }
  draw(); say(words.emptied);
}

$("find").addEventListener("input", show);
$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation();
  const typed = $("find").value.trim(), fits = find(typed);
  if (typed.includes("/")) {
    take(null, words.card, typed.replace(/\/+$/, "").split("/").pop());
  } else if (fits.length === 1) {
    take(fits[0].id, fits[0].name);
  } else { show(); return; }
  $("find").value = ""; show();
});
$("send").addEventListener("click", () => {
  queue.forEach((each) => { if (each.state === "refused") { each.state = "waits"; } });
  keep(); send();
});
$("empty").addEventListener("click", empty);
window.addEventListener("online", () => { draw(); send(); });
window.addEventListener("offline", draw);
setInterval(send, EVERY);
if ("serviceWorker" in navigator) { navigator.serviceWorker.register(root.dataset.worker); }
draw();
send();
