"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const tabs = byId("tabs"), previews = byId("previews"), next = byId("next"), empty = byId("empty"), root = document.documentElement;
  const shown = new Map(); // address → one tab with its frame
  let chosen = "", said = "";

  const made = (name, text, kind) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };
  const told = (number, one, other) => `${number} ${number === 1 ? one : other}`;

  // ── What changed ──────────────────────────────────────────────────────────────────────────────
  const BLOCKS = "p, li, td, th, h1, h2, h3, h4, h5, h6, caption div, svg, img";
  const blocks = (body) => [...body.querySelectorAll(BLOCKS)].filter((block) => !block.closest("svg")?.contains(block.parentNode)
    && !block.querySelector("p, li, td, th, h1, h2, h3, h4, h5, h6, svg, img"));
  const bag = (body) => {
    const counts = new Map();
    for (const block of blocks(body)) counts.set(block.outerHTML, (counts.get(block.outerHTML) || 0) + 1);
    return counts;
  };
  const unmark = (part) => {
    part.marks.forEach((mark) => {
      mark.classList.remove("changed", "here");
      if (!mark.classList.length) mark.removeAttribute("class"); // so that it compares as what was sent
    });
    part.marks = [];
    part.at = -1;
  };
  const mark = (part, before, body) => {
    for (const block of blocks(body)) {
      const left = before.get(block.outerHTML) || 0;
      if (left) before.set(block.outerHTML, left - 1);
      else part.marks.push(block);
    }
    part.marks.forEach((block) => block.classList.add("changed"));
  };

  // ── Frames ────────────────────────────────────────────────────────────────────────────────────
  const INSIDE = /<head>([^]*)<\/head><body[^>]*>([^]*)<\/body>/;
  const fetched = async (path) => {
    const answer = await fetch(path, { cache: "no-store" });
    return answer.ok ? INSIDE.exec(await answer.text()) : null;
  };
  const load = (part) => new Promise((done) => {
    const inner = part.frame.contentWindow, y = part.loaded ? inner.scrollY : 0;
    part.frame.onload = () => {
      part.loaded = true;
      const page = part.frame.contentDocument;
      page.addEventListener("click", (event) => { // the frame shows previews only; other sites get a window of their own
        const link = event.target.closest?.("a[href]");
        if (!link || link.origin === location.origin) return;
        event.preventDefault();
        open(link.href, "_blank", "noopener");
      });
      part.frame.contentWindow.scrollTo(0, y);
      done();
    };
    if (part.loaded) inner.location.reload(); // keeps search and filters of the evidence page
    else part.frame.src = part.path;
  });
  const renew = async (part, digest) => {
    if (!part.live) {
      if (part.path === chosen) await load(part);
      else part.stale = true;
      return;
    }
    const found = await fetched(part.path);
    if (!found || part.digest !== digest) return; // something newer is on its way
    const head = (found[1].match(/href="[^"]*"/g) || []).join(" "), body = found[2];
    const page = part.frame.contentDocument;
    if (!part.loaded || part.head !== head) { // the style sheet has changed
      part.head = head;
      await load(part);
      return;
    }
    const inner = part.frame.contentWindow, { scrollX, scrollY } = inner;
    unmark(part);
    const before = bag(page.body);
    page.body.innerHTML = body; // by the rules of the frame, which runs no scripts
    inner.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
    mark(part, before, page.body);
    refresh();
  };

  // ── Tabs ──────────────────────────────────────────────────────────────────────────────────────
  const add = (part) => {
    const tab = made("button", part.title), frame = made("iframe"), key = part.path.replace(/\W/g, "_");
    tab.type = "button";
    tab.id = `tab${key}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", `panel${key}`);
    tab.onclick = () => choose(part.path);
    frame.id = `panel${key}`;
    frame.title = part.title;
    frame.setAttribute("role", "tabpanel");
    frame.hidden = true;
    tabs.append(tab);
    previews.append(frame);
    return { ...part, digest: "", tab, frame, marks: [], at: -1, loaded: false, stale: false, head: "" };
  };
  const drop = (part) => {
    part.tab.remove();
    part.frame.remove();
    shown.delete(part.path);
  };
  const arrange = (wanted) => { // moving a tab takes the focus from it
    if (wanted.some((tab, at) => tabs.children[at] !== tab)) {
      const held = document.activeElement;
      tabs.append(...wanted);
      if (wanted.includes(held)) held.focus();
    }
  };
  const choose = (path) => {
    chosen = path;
    const part = shown.get(chosen);
    if (part && (part.stale || !part.frame.src)) {
      part.stale = false;
      load(part);
    }
    if (part) history.replaceState(null, "", `#${part.title}`);
    refresh();
  };
  const refresh = () => {
    for (const part of shown.values()) {
      const here = part.path === chosen, count = part.marks.length;
      part.frame.hidden = !here;
      part.tab.setAttribute("aria-selected", here);
      part.tab.tabIndex = here ? 0 : -1;
      part.tab.textContent = part.title;
      if (count) {
        const badge = made("span", String(count), "count");
        badge.setAttribute("aria-label", told(count, "change", "changes"));
        part.tab.append(badge);
      }
    }
    const marks = shown.get(chosen)?.marks.length || 0;
    next.hidden = !marks;
    next.textContent = marks === 1 ? "Show the change" : `Next of ${marks} changes`;
    empty.hidden = shown.size > 0;
  };
  tabs.addEventListener("keydown", (event) => { // ARIA Authoring Practices, tabs
    const every = [...tabs.children], at = every.indexOf(shown.get(chosen)?.tab), last = every.length - 1;
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at ? at - 1 : last, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    every[to].click();
    every[to].focus();
  });
  next.addEventListener("click", () => {
    const part = shown.get(chosen);
    part.marks[part.at]?.classList.remove("here");
    part.at = (part.at + 1) % part.marks.length;
    part.marks[part.at].classList.add("here");
    part.marks[part.at].scrollIntoView({ block: "center" });
  });

  // ── Problems ──────────────────────────────────────────────────────────────────────────────────
  const problem = ({ what, where, cure, number, line, at }) => {
    const item = made("li");
    if (where) item.append(made("p", where, "where"));
    item.append(made("p", cure ? `${what}; ${cure}` : what, "what"));
    if (number && line) {
      const row = made("div", "", "line"), text = made("code", "", "text");
      const start = Math.max(at, 0), word = at < 0 ? "" : /^\S*/.exec(line.slice(at))[0];
      text.append(line.slice(0, start));
      if (word) text.append(made("mark", word));
      text.append(line.slice(start + word.length));
      row.append(made("span", String(number), "number"), text);
      item.append(row);
    }
    return item;
  };
  const tell = (state) => {
    const count = state.problems.length, title = told(count, "problem", "problems");
    root.className = count ? (state.broken ? "broken old" : "broken") : state.phase;
    byId("state").textContent = count ? title : "Up to date";
    byId("said").textContent = state.said;
    byId("files").textContent = state.phase === "making" ? "Word, PowerPoint and PDF are being made …" : state.files;
    byId("problems").hidden = !count;
    byId("problems_title").textContent = !state.broken ? `${title} in the finished files`
      : shown.size ? `${title}; below is what was there before` : title;
    byId("list").replaceChildren(...state.problems.map(problem));
    byId("notes").hidden = !state.notes.length || state.broken;
    byId("notes_title").textContent = told(state.notes.length, "note", "notes");
    byId("noted").replaceChildren(...state.notes.map((note) => made("li", note)));
    empty.textContent = state.broken ? "There is no preview yet. Mend what stands above and save." : "The first preview is being made.";
    document.title = count ? `(${count}) Preview` : "Preview";
  };

  // ── News ──────────────────────────────────────────────────────────────────────────────────────
  const show = (state) => {
    const saved = !state.broken && state.said !== said;
    said = state.said;
    const paths = new Set(state.parts.map((part) => part.path));
    for (const part of [...shown.values()]) if (!paths.has(part.path)) drop(part);
    if (saved) shown.forEach(unmark);
    const coming = [];
    for (const part of state.parts) {
      if (!shown.has(part.path)) shown.set(part.path, add(part));
      const mine = shown.get(part.path);
      if (mine.digest === part.digest) continue;
      mine.digest = part.digest;
      coming.push(renew(mine, part.digest));
    }
    Promise.all(coming).then(() => { root.dataset.round = state.round; });
    arrange(state.parts.map((part) => shown.get(part.path).tab));
    if (!shown.has(chosen)) {
      const wanted = decodeURIComponent(location.hash.slice(1));
      choose((state.parts.find((part) => part.title === wanted) || state.parts[0])?.path || "");
    }
    tell(state);
    refresh();
  };
  const news = new EventSource("/events");
  news.onmessage = (event) => show(JSON.parse(event.data));
  news.onerror = () => {
    root.className = "lost old";
    byId("state").textContent = "The watch has ended";
    byId("said").textContent = "Start it again with “invoke watch”, and this page goes on.";
    byId("files").textContent = "";
  };
})();
