// What makes the page live. Every form works without it: it sends the form, reads the page that the server answers with, and
// changes here what differs there, so that focus, caret and open details stay where they are.
"use strict";

const parser = new DOMParser();
let tab = document.querySelector("[role=tab][aria-selected=true]")?.id.slice("tab-".length);
let side = document.body.dataset.side;
let attached = []; // the pictures that wait to be sent

// ---- drawing

// show makes the document what the server's page is, if that is not older. What went wrong with a form stays until the person does
// something else: a page that was waited for knows nothing of it.
function show(html, waitedFor) {
  const page = parser.parseFromString(html, "text/html");
  const [then, now] = [document.body.dataset, page.body.dataset];
  if (now.session === then.session && Number(now.revision) < Number(then.revision)) return;
  choose(page);
  if (waitedFor) page.getElementById("fault").textContent = document.getElementById("fault").textContent;
  const ends = [...document.querySelectorAll(".scroll")].filter(atEnd);
  const focused = document.activeElement?.id;
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  become(document.body, page.body);
  recall();
  if (focused && document.activeElement === document.body) (document.getElementById(focused) || instead(focused))?.focus();
  for (const scroll of ends) atLast(scroll.id);
}

// instead is what gets the focus when what had it is gone.
function instead(id) {
  const other = { stop: "message", send: "message", again: "message", restart: "message", undo: "redo", redo: "undo", "use-server": "message" }[id];
  return document.getElementById(other || (id.startsWith("starter-") ? "message" : "question")) ||
    document.querySelector("[role=tab][aria-selected=true]");
}

const atEnd = scroll => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;

// become gives an element the attributes and children of another, and leaves alone what is the same already.
function become(element, other) {
  if (element.isEqualNode(other) || element.hasAttribute?.("data-keep")) return;
  for (const { name } of [...element.attributes])
    if (!other.hasAttribute(name) && !isOurs(element, name)) element.removeAttribute(name);
  for (const { name, value } of [...other.attributes])
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  let next = element.firstChild;
  for (const child of [...other.childNodes]) {
    const mine = counterpart(child, next, element);
    if (!mine) {
      element.insertBefore(document.importNode(child, true), next);
      continue;
    }
    if (mine !== next) element.insertBefore(mine, next);
    if (mine.nodeType === Node.ELEMENT_NODE) become(mine, child);
    else if (mine.data !== child.data) mine.data = child.data;
    next = mine.nextSibling;
  }
  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}

// isOurs says whether an attribute is the window's own, and the server knows nothing of it.
const isOurs = (element, name) => name === "open" || name === "aria-busy" && element.nodeName === "FORM";

// counterpart finds what a child was before: the one with its id, or else the next of its kind that has no id.
function counterpart(child, next, parent) {
  if (child.id) {
    const mine = document.getElementById(child.id);
    return mine?.parentNode === parent && mine.nodeName === child.nodeName ? mine : null;
  }
  while (next && next.nodeType === Node.TEXT_NODE && child.nodeType !== Node.TEXT_NODE) next = next.nextSibling;
  return next && !next.id && next.nodeName === child.nodeName ? next : null;
}

// choose opens the tab and the half that this window looks at, in a page that may show others.
function choose(page) {
  for (const each of page.querySelectorAll("[role=tab]")) {
    const chosen = each.id === "tab-" + tab;
    each.setAttribute("aria-selected", chosen);
    if (chosen) each.removeAttribute("tabindex");
    else each.setAttribute("tabindex", "-1");
    page.getElementById(each.getAttribute("aria-controls")).toggleAttribute("hidden", !chosen);
  }
  page.body.dataset.side = side;
  for (const link of page.querySelectorAll(".sides a")) {
    if (link.dataset.side === side) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function open(name) {
  tab = name;
  look();
}

function look() {
  choose(document);
  tabInSight();
  atLast("build-scroll");
  remember();
}

// tabInSight scrolls the bar of tabs, where a narrow window has no place for all, to the one that is open.
function tabInSight() {
  document.getElementById("tab-" + tab)?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

addEventListener("resize", tabInSight);

function remember() {
  const query = new URLSearchParams(location.search);
  query.delete("token");
  if (tab) query.set("tab", tab);
  if (document.querySelector(".sides")) query.set("side", side);
  history.replaceState(null, "", "/?" + query);
}

// ---- talking to the server

async function ask(address, options) {
  try {
    const answer = await fetch(address, { ...options, headers: { "X-Live": "yes" } });
    const html = await answer.text();
    gone(answer.status === 403 ? "refused" : "");
    if (!answer.headers.get("Content-Type")?.startsWith("text/html")) return { ok: false };
    return { ok: answer.ok, html };
  } catch (error) {
    if (error.name !== "AbortError") gone("gone");
    return { ok: false };
  }
}

async function refresh(waitedFor) {
  const { html } = await ask("/" + location.search, {});
  if (html) show(html, waitedFor);
}

// send sends a form. What was typed is forgotten only when the server has it.
async function send(form, button) {
  if (form.getAttribute("aria-busy") === "true" && !button?.hasAttribute("data-stop")) return;
  const data = new FormData(form, button?.name ? button : null);
  if (form.id === "composer") {
    data.delete("pictures");
    if (button?.hasAttribute("data-stop")) data.delete("text");
    else for (const picture of attached) data.append("pictures", picture);
  }
  form.setAttribute("aria-busy", "true");
  const action = button?.hasAttribute("formaction") ? button.getAttribute("formaction") : form.getAttribute("action");
  const { ok, html } = await ask(action, { method: "POST", body: data });
  form.removeAttribute("aria-busy");
  const stops = button?.hasAttribute("data-stop");
  if (ok && !stops) {
    for (const field of form.elements) if (field.id) sessionStorage.removeItem(field.id);
    form.reset();
    if (form.id === "composer") attach([]);
  }
  if (!html) return;
  const answered = form.getAttribute("action"), talk = answered.startsWith("/conversation/") && tab !== "conversation";
  if (talk) tab = "conversation";
  if (answered === "/trials/add") form.closest("details")?.removeAttribute("open");
  if (ok && /[?&](query|compare)=/.test(location.search)) await refresh(); // what was looked for stays, which the form knows nothing of
  else show(html);
  if (ok && answered.startsWith("/conversation/")) {
    document.getElementById("question").focus({ preventScroll: true });
    atLast("build-scroll");
  }
  if (talk) tabInSight();
  if (ok && answered.startsWith("/preview/")) atLast("preview-scroll");
  remember();
  for (const field of form.querySelectorAll("textarea")) grow(field);
}

// atLast shows the end of a conversation: of a long question its beginning.
function atLast(id) {
  const scroll = document.getElementById(id);
  if (scroll) scroll.scrollTop = Math.min(scroll.scrollHeight, (scroll.querySelector(".card")?.offsetTop ?? Infinity) - 16);
}

// gone says that the program does not answer, or that it takes us for a stranger.
function gone(how) {
  const notice = document.getElementById("gone");
  const text = how ? notice.dataset[how] : "";
  if (notice.textContent !== text) notice.textContent = text;
  notice.hidden = !how;
}

// ---- what is new on the server, as long as the window is seen

let waiting = null; // for what is new

async function listen() {
  const mine = waiting = new AbortController();
  while (waiting === mine) {
    const { session, revision } = document.body.dataset, search = location.search;
    const query = new URLSearchParams(search);
    query.set("after", session + "-" + revision);
    const { html } = await ask("/?" + query, { signal: mine.signal });
    if (waiting !== mine) return;
    if (html && location.search !== search) await refresh(true); // something else was looked for meanwhile
    else if (html) show(html, true);
    else await new Promise(later => setTimeout(later, 1000)); // the program does not answer, or refuses
  }
}

document.addEventListener("visibilitychange", () => {
  waiting?.abort(); // a browser has few connections to one host
  waiting = null;
  if (!document.hidden) listen();
});

// ---- what a person does

document.addEventListener("submit", event => {
  event.preventDefault();
  const form = event.target;
  if (form.getAttribute("method") !== "get") return send(form, event.submitter);
  go("/?" + new URLSearchParams(new FormData(form)));
});

document.addEventListener("click", event => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("a");
  if (link?.getAttribute("role") === "tab") {
    event.preventDefault();
    open(link.id.slice("tab-".length));
  } else if (link?.dataset.side) {
    event.preventDefault();
    side = link.dataset.side;
    look();
    atLast("preview-scroll");
  } else if (link?.hasAttribute("data-live")) {
    event.preventDefault();
    go(link.getAttribute("href"));
  }
});

async function go(address) {
  history.replaceState(null, "", address);
  remember();
  await refresh();
  document.getElementById("compared")?.scrollIntoView({ block: "nearest" });
}

// The keys of tabs, as the ARIA Authoring Practices describe them.
document.addEventListener("keydown", event => {
  const here = event.target.closest("[role=tab]");
  if (here) {
    const all = [...document.querySelectorAll("[role=tab]")], at = all.indexOf(here);
    const to = {
      ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1, " ": at,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    open(next.id.slice("tab-".length));
    next.focus();
  }
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.hasAttribute("data-enter")) {
    event.preventDefault();
    const form = event.target.form;
    if (form.querySelector("[data-stop]")) return; // an answer is under way
    if (event.target.value.trim() || attached.length && form.id === "composer") form.requestSubmit();
  }
});

// What is typed and not sent survives a reload.
document.addEventListener("input", event => {
  const field = event.target;
  if (isText(field) && field.id) sessionStorage.setItem(field.id, field.value);
  if (field.nodeName === "TEXTAREA") grow(field);
});

const isText = field => field.nodeName === "TEXTAREA" || field.nodeName === "INPUT" && /^(text|search)$/.test(field.type);

function recall() {
  for (const field of document.querySelectorAll("textarea, input")) {
    const typed = isText(field) && field.id ? sessionStorage.getItem(field.id) : null;
    if (typed !== null && field.value !== typed) field.value = typed;
    if (field.nodeName === "TEXTAREA") grow(field);
  }
}

// grow makes a field of one row as high as its text.
function grow(field) {
  if (field.getAttribute("rows") !== "1") return;
  field.rows = 1;
  field.rows = Math.min(8, Math.max(1, Math.round((field.scrollHeight - 16) / 24)));
  field.setAttribute("rows", "1");
}

// ---- pictures: chosen, pasted or dropped

document.addEventListener("change", event => {
  if (event.target.id !== "pictures") return;
  attach([...attached, ...event.target.files]);
  event.target.value = "";
});

document.addEventListener("paste", event => {
  const files = [...event.clipboardData.files].filter(isPicture);
  if (files.length) attach([...attached, ...files]);
});

for (const kind of ["dragover", "drop"])
  document.addEventListener(kind, event => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault(); // or the browser would open the file in our place
    if (kind !== "drop") return;
    if (event.target.closest("#preview")) attach([...attached, ...[...event.dataTransfer.files].filter(isPicture)]);
    const drop = event.target.closest("#drop");
    if (!drop) return;
    drop.querySelector("[type=file]").files = event.dataTransfer.files;
    drop.requestSubmit();
  });

const isPicture = file => /^image\/(png|jpeg|gif|webp|svg\+xml)$/.test(file.type);

function attach(files) {
  attached = files;
  const list = document.getElementById("attached");
  list.hidden = !files.length;
  list.replaceChildren(...files.map(file => {
    const item = document.createElement("li"), image = document.createElement("img"), remove = document.createElement("button");
    image.src = URL.createObjectURL(file);
    image.alt = file.name;
    image.onload = () => URL.revokeObjectURL(image.src);
    remove.type = "button";
    remove.textContent = "×";
    remove.setAttribute("aria-label", list.dataset.remove + " " + file.name);
    remove.onclick = () => {
      attach(attached.filter(other => other !== file));
      document.getElementById("message").focus();
    };
    item.append(image, remove);
    return item;
  }));
}

recall();
look();
atLast("preview-scroll");
listen();
