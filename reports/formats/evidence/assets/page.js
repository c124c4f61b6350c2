"use strict";
(() => {
  const GROUPS = ["show", "topic", "status", "country", "source"];
  const words = document.body.dataset;
  const counted = (number) => String(number).replace(/\d/g, (digit) => words.digits?.[digit] ?? digit);
  const byId = (id) => document.getElementById(id);
  const every = (selector, from = document) => [...from.querySelectorAll(selector)];
  const box = byId("ui_search"), status = byId("ui_status"), openAll = byId("ui_all"), clear = byId("ui_clear");
  const buttons = every("button[data-group]");
  const split = (values) => (values || "").split(" ").filter(Boolean);
  const sections = every("section.topic").map((section) => ({ section, count: section.querySelector("h2 .count"), facts: [] }));
  const facts = sections.flatMap((each) => every("details.fact", each.section).map((row) => ({
    row, id: row.id, text: null, shown: true, values: Object.fromEntries(GROUPS.map((name) => [name, split(row.dataset[name])])),
  })));
  const store = byId("ui_rows"), further = byId("ui_further"), AT_ONCE = 250;
  const most = Math.max(facts.length, AT_ONCE); // rows that are elements; whoever wants more asks for them
  let limit = most, byName = new Map(), linked = null;
  const chosen = Object.fromEntries(GROUPS.map((name) => [name, new Set()]));
  let quiet = false; // while many rows open at once, the address stays

  // ── What matches ──────────────────────────────────────────────────────────────────────────────
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\s\u00a0\u202f]+/g, " ").toLowerCase();
  const FURNITURE = "dt, .sr, .label, .printed-mark, .tag, .copy, .used, .record .wide";
  const textOf = (row) => {
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === 1 ? (node.matches(FURNITURE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP) : NodeFilter.FILTER_ACCEPT);
    const parts = [];
    while (walker.nextNode()) parts.push(walker.currentNode.nodeValue);
    return fold(parts.join(" "));
  };
  // the same of a row that is stored: its HTML is ours, so each element has an end and no attribute holds a bracket
  const SKIPPED = new Set(["sr", "label", "printed-mark", "tag", "copy", "used", "wide"]);
  const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
  const textIn = (html) => {
    const parts = [];
    let skipped = 0;
    for (const [, end, name, attributes, said] of html.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>|([^<]+)/g)) {
      if (said) { if (!skipped) parts.push(said); continue; }
      if (skipped) skipped += end ? -1 : 1;
      else if (name === "dt" || / class="([^"]*)"/.exec(attributes)?.[1].split(" ").some((each) => SKIPPED.has(each))) skipped = 1;
    }
    return fold(parts.join(" ").replace(/&(amp|lt|gt|quot|#x27);/g, (_, sign) => SIGNS[sign]));
  };
  const holds = (fact, terms) => {
    if (!terms.length) return true;
    fact.text ??= fact.row ? textOf(fact.row) : textIn(fact.html);
    return terms.every((term) => fact.text.includes(term));
  };
  // within "show" every choice must hold; within another group one of them is enough
  const passes = (fact, name) => {
    const wanted = [...chosen[name]], has = (value) => fact.values[name].includes(value);
    return !wanted.length || (name === "show" ? wanted.every(has) : wanted.some(has));
  };

  // ── Rows that are stored, not shown ───────────────────────────────────────────────────────────
  const unpacked = async () => {
    const bytes = Uint8Array.from(atob(store.textContent), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    store.textContent = "";
    return JSON.parse(await new Response(stream).text());
  };
  const listed = (rows) => {
    for (const [id, ...groups] of rows)
      facts.push({ row: null, id, text: null, shown: true, html: groups.pop(), values: Object.fromEntries(GROUPS.map((name, n) => [name, split(groups[n])])) });
    const byTopic = new Map(sections.map((each) => [each.section.getAttribute("aria-labelledby").slice("topic_".length), each]));
    for (const fact of facts) {
      fact.home = byTopic.get(fact.values.topic[0]);
      fact.at = fact.home.facts.push(fact);
    }
    byName = new Map(facts.map((fact) => [fact.id, fact]));
  };
  const parsed = (fact) => {
    const holder = document.createElement("template");
    holder.innerHTML = fact.html;
    return holder.content.firstElementChild;
  };
  const made = (fact) => {
    if (fact.row) return fact.row;
    fact.row = document.importNode(parsed(fact), true);
    fact.html = null;
    const { section, facts: own } = fact.home;
    let at = fact.at;
    while (at < own.length && !own[at].row) at += 1;
    section.insertBefore(fact.row, at < own.length ? own[at].row : null);
    return fact.row;
  };

  const refresh = () => {
    const terms = fold(box.value).split(" ").filter(Boolean);
    const counts = Object.fromEntries(GROUPS.map((name) => [name, new Map()]));
    let shown = 0;
    for (const fact of facts) {
      const found = holds(fact, terms), failed = GROUPS.filter((name) => !passes(fact, name));
      fact.shown = found && !failed.length;
      shown += fact.shown;
      if (fact.shown && shown <= limit) made(fact);
      if (fact.row) fact.row.hidden = !fact.shown || (shown > limit && fact !== linked);
      if (!found || failed.length > 1) continue;
      // a count says how many a click would show: all other groups stay as they are
      for (const name of failed.length ? failed : GROUPS)
        for (const value of fact.values[name]) counts[name].set(value, (counts[name].get(value) || 0) + 1);
    }
    if (further) further.hidden = shown <= limit;
    for (const { section, count, facts: own } of sections) {
      const left = own.filter((fact) => fact.shown).length;
      section.hidden = !own.some((fact) => fact.row && !fact.row.hidden);
      count.textContent = (left === 1 ? words.one : words.other).replace("{number}", counted(left));
    }
    const filtered = GROUPS.some((name) => chosen[name].size), narrowed = filtered || terms.length > 0;
    for (const button of buttons) {
      const { group, value } = button.dataset, all = value === "all" && group === "show";
      const count = all ? facts.length : counts[group].get(value) || 0;
      button.setAttribute("aria-pressed", String(all ? !narrowed : chosen[group].has(value)));
      button.querySelector(".count").textContent = counted(count);
      button.classList.toggle("empty", !count);
    }
    clear.hidden = !narrowed;
    byId("ui_none").hidden = shown > 0;
    const said = words.showing.replace("{shown}", counted(shown)).replace("{total}", counted(facts.length));
    if (status.textContent !== said) status.textContent = said;
    label();
  };

  // ── The address: ?q=…&topic=a,b#fact ──────────────────────────────────────────────────────────
  const address = (hash) => {
    const query = GROUPS.filter((name) => chosen[name].size)
      .map((name) => `${name}=${[...chosen[name]].map(encodeURIComponent).join(",")}`);
    if (box.value.trim()) query.unshift(`q=${encodeURIComponent(box.value.trim())}`);
    const path = location.href.replace(/[?#].*$/s, "");
    try {
      history.replaceState(null, "", path + (query.length ? `?${query.join("&")}` : "") + hash);
    } catch { /* a preview that forbids it: the page works, its address stays */ }
  };
  const restore = () => {
    const query = new URLSearchParams(location.search);
    box.value = query.get("q") || "";
    for (const name of GROUPS) {
      const known = new Set(buttons.filter((each) => each.dataset.group === name).map((each) => each.dataset.value));
      for (const value of (query.get(name) || "").split(",")) if (known.has(value) && value !== "all") chosen[name].add(value);
    }
  };
  const reset = () => {
    box.value = "";
    for (const name of GROUPS) chosen[name].clear();
  };
  const changed = () => { limit = most; refresh(); address(location.hash); };

  // ── Opening ───────────────────────────────────────────────────────────────────────────────────
  const visible = () => facts.map((fact) => fact.row).filter((row) => row && !row.hidden);
  const label = () => {
    const rows = visible();
    openAll.textContent = rows.length && rows.every((row) => row.open) ? words.close : words.open;
    openAll.hidden = !rows.length;
  };
  const openMany = (rows, open) => {
    quiet = true;
    for (const row of rows) row.open = open;
    label();
    setTimeout(() => { quiet = false; }, 0); // toggle events come as a task of their own
  };
  const reveal = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* not an address of ours */ }
    const fact = byName.get(id);
    if (!fact) return;
    linked = fact;
    if (!fact.shown) { reset(); limit = most; refresh(); address(location.hash); }
    const row = made(fact);
    row.hidden = false;
    row.open = true;
    row.scrollIntoView({ block: "start", behavior: "instant" });
    row.querySelector("summary").focus({ preventScroll: true, focusVisible: false });
  };
  document.addEventListener("toggle", (event) => {
    const row = event.target;
    if (quiet || !row.matches?.("details.fact")) return;
    if (row.open) address(`#${row.id}`);
    else if (location.hash === `#${row.id}`) address("");
    label();
  }, true);

  // ── Copying a link ────────────────────────────────────────────────────────────────────────────
  const copyOld = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "sr";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };
  const copy = async (link) => {
    const target = (words.url || location.href).replace(/[?#].*$/s, "") + link.getAttribute("href");
    let done = false;
    try { await navigator.clipboard.writeText(target); done = true; } catch { done = copyOld(target); link.focus(); }
    if (!done) { location.hash = link.getAttribute("href"); return; } // the address bar then holds it
    const before = link.dataset.words ??= link.textContent;
    link.textContent = words.copied;
    status.textContent = words.copied;
    setTimeout(() => { link.textContent = before; refresh(); }, 2000);
  };

  // ── Listening ─────────────────────────────────────────────────────────────────────────────────
  let waiting = 0;
  box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(changed, 80); });
  box.addEventListener("keydown", (event) => { if (event.key === "Escape") { box.value = ""; changed(); } });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.copy");
    if (link) { event.preventDefault(); copy(link); return; }
    const button = event.target.closest("button[data-group]");
    if (!button) return;
    const { group, value } = button.dataset;
    if (value === "all" && group === "show") reset();
    else if (!chosen[group].delete(value)) chosen[group].add(value);
    changed();
  });
  clear.addEventListener("click", () => { reset(); changed(); box.focus(); });
  openAll.addEventListener("click", () => { const rows = visible(); openMany(rows, !rows.every((row) => row.open)); });
  const unfold = (button, part, change) => button?.addEventListener("click", () => {
    button.setAttribute("aria-expanded", String(change(part)));
  });
  unfold(byId("ui_more"), byId("ui_groups"), (part) => part.classList.toggle("shown"));
  unfold(byId("ui_rest"), byId("ui_folded"), (part) => { part.hidden = !part.hidden; return !part.hidden; });
  let closed = [];
  addEventListener("beforeprint", () => { closed = visible().filter((row) => !row.open); openMany(closed, true); });
  addEventListener("afterprint", () => { openMany(closed, false); closed = []; });
  addEventListener("hashchange", reveal);

  const start = (rows) => {
    listed(rows);
    restore();
    refresh();
    reveal();
  };
  if (!store) {
    start([]);
    // once loaded, the browser goes to the row by itself and takes the focus away again
    addEventListener("load", () => setTimeout(reveal, 0));
    return;
  }
  further.addEventListener("click", () => { limit += AT_ONCE; refresh(); });
  new IntersectionObserver((seen) => { if (byName.size && seen.some((each) => each.isIntersecting)) further.click(); }, { rootMargin: "600px" })
    .observe(further);
  // texts for the search are read while nothing else is to be done
  const read = (deadline) => {
    for (const fact of facts) {
      if (deadline.timeRemaining() < 5) { requestIdleCallback(read); return; }
      holds(fact, [""]);
    }
  };
  addEventListener("load", () => setTimeout(() => unpacked().then((rows) => {
    start(rows);
    (window.requestIdleCallback || (() => 0))(read);
  }, () => { // a browser that cannot unpack shows what is there, and says what is not
    start([]);
    byId("ui_stored").classList.remove("no-script");
  }), 0));
})();
