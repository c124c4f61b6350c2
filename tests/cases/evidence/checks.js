// Basic checks of accessibility on the page as it is shown: returns what is wrong, one line each.
(phone) => {
  const found = [];
  const shown = (el) => el.getClientRects().length > 0 && getComputedStyle(el).visibility !== "hidden";
  const every = (selector) => [...document.querySelectorAll(selector)];
  const name = (el) => {
    const by = el.getAttribute("aria-labelledby");
    if (by) return by.split(" ").map((id) => document.getElementById(id)?.textContent || "").join(" ").trim();
    return (el.getAttribute("aria-label") || el.labels?.[0]?.textContent || el.textContent || "").trim();
  };
  const say = (what, el) => found.push(`${what}: ${el.outerHTML.slice(0, 90)}`);

  if (!document.documentElement.lang) found.push("no language");
  if (!document.title.trim()) found.push("no title");
  for (const [selector, count] of [["main", 1], ["body > header", 1], ["body > footer", 1], ["h1", 1], ["[aria-live]", 1]])
    if (every(selector).length !== count) found.push(`${every(selector).length} of ${selector}, not ${count}`);

  const ids = every("[id]").map((el) => el.id);
  for (const id of ids.filter((each, at) => ids.indexOf(each) !== at)) found.push(`id twice: ${id}`);
  for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "for"])
    for (const el of every(`[${attribute}]`))
      for (const id of el.getAttribute(attribute).split(" ")) if (!document.getElementById(id)) say(`no element ${id}`, el);

  for (const el of every("button, a[href], input, summary, aside, nav, section, [role=group], [role=img]").filter(shown))
    if (!name(el)) say("no name", el);
  for (const el of every("svg:not([aria-hidden]), img:not([alt])")) say("picture without words", el);
  for (const el of every("[aria-hidden=true] a, [aria-hidden=true] button")) say("hidden but reachable", el);
  for (const el of every("[tabindex]")) if (el.tabIndex > 0) say("order of tabs forced", el);
  for (const el of every("summary a, summary button, button a")) say("control inside a control", el);
  for (const el of every("th")) if (!el.scope) say("header without scope", el);

  let level = 0;
  for (const el of every("h1, h2, h3, h4, h5, h6").filter(shown)) {
    const next = Number(el.tagName[1]);
    if (next > level + 1) say(`level ${next} after ${level}`, el);
    level = next;
  }

  const rgb = (text) => (text.match(/[\d.]+/g) || []).map(Number);
  const light = (c) => c.slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (el) => {
    for (let at = el; at; at = at.parentElement) {
      const c = rgb(getComputedStyle(at).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const el = walker.currentNode.parentElement;
    if (!walker.currentNode.nodeValue.trim() || el.closest("script, style, .sr") || !shown(el)) continue;
    const [a, b] = [light(rgb(getComputedStyle(el).color)), light(ground(el))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const key = `${el.className}${ratio}`;
    if (ratio < 4.5 && !seen.has(key)) { seen.add(key); say(`contrast ${ratio.toFixed(2)}`, el); }
    if (parseFloat(getComputedStyle(el).fontSize) < 13) say("type below 13 px", el);
  }

  if (phone)
    for (const el of every("button, input, summary, a[href]").filter(shown)) {
      const box = el.getBoundingClientRect();
      const inText = el.closest("dd, p.no-script") || el.matches(".skip");
      if (!inText && (box.height < 43.5 || box.width < 43.5)) say(`target ${box.width.toFixed(0)}×${box.height.toFixed(0)}`, el);
    }
  return found;
}
