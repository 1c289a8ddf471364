// What makes pages live. Every act works without it: it looks again where another service changed something,
// says so politely, and never moves the focus or takes what is being typed.
(() => {
  "use strict";

  let source = null;
  let heard = null;
  let wanted = new Set();
  let timer = 0;

  const parts = () => [...document.querySelectorAll("[data-live]")];
  const concerns = (part, news) => news.has("*") || part.dataset.live.split(" ").some((one) => one === "*" || news.has(one));
  const busy = (part) =>
    part.contains(document.activeElement) ||
    part.querySelector("details[open]") !== null ||
    [...part.querySelectorAll("input, textarea, select")].some(
      (field) => field.type !== "hidden" && !field.closest("details:not([open])") && (field.type === "radio" || field.type === "checkbox"
        ? field.checked !== field.defaultChecked
        : field.tagName === "SELECT"
          ? [...field.options].some((option) => option.selected !== option.defaultSelected)
          : field.value !== field.defaultValue));

  const say = (words) => {
    const announcer = document.getElementById("announcer");
    if (announcer && words.length) announcer.textContent = [...new Set(words)].join(" ");
  };

  async function look() {
    timer = 0;
    const news = wanted;
    wanted = new Set();
    const stale = parts().filter((part) => part.id && concerns(part, news));
    if (!stale.length) return;
    const here = location.href;
    const answer = await fetch(here, { headers: { "X-Live": "1", Accept: "text/html" } }).catch(() => null);
    if (!answer || !answer.ok || here !== location.href) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const said = [];
    for (const part of stale) {
      const next = fresh.getElementById(part.id);
      if (!next || !part.isConnected || next.outerHTML === part.outerHTML || same(part, next)) continue;
      if (busy(part)) {
        part.dataset.stale = "yes";
        continue;
      }
      part.replaceWith(next);
      htmx.process(next);
      if (next.dataset.liveWords) said.push(next.dataset.liveWords);
    }
    const nav = fresh.getElementById("site-nav");
    const old = document.getElementById("site-nav");
    if (nav && old && !old.contains(document.activeElement)) old.replaceWith(nav);
    say(said);
  }

  // Keys of forms are new at every look; a part that differs in nothing else has not changed.
  const same = (part, next) => bare(part) === bare(next);
  const bare = (part) => {
    const copy = part.cloneNode(true);
    for (const field of copy.querySelectorAll("input[type=hidden]")) field.remove();
    return copy.textContent.replace(/\s+/g, " ") + [...copy.querySelectorAll("a[href], form")].map((one) => one.href || one.action).join(" ");
  };

  function want(news) {
    news.forEach((part) => wanted.add(part));
    if (!timer) timer = setTimeout(look, 60);
  }

  function listen() {
    if (source || document.hidden || !document.body.dataset.liveFrom) return;
    const address = new URL(document.body.dataset.liveFrom, location.href);
    if (heard !== null) address.searchParams.set("after", heard);
    source = new EventSource(address);
    source.addEventListener("notice", (event) => {
      heard = event.lastEventId;
      want(event.data.split(" "));
    });
  }

  function rest() {
    if (source) source.close();
    source = null;
  }

  // A hidden page does not listen: browsers give a site six connections in all.
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);

  // What was left alone because somebody was in it is renewed when they leave.
  document.addEventListener("focusout", () => setTimeout(() => {
    const waiting = parts().filter((part) => part.dataset.stale && !busy(part));
    if (waiting.length) want(waiting.flatMap((part) => part.dataset.live.split(" ")));
  }, 50));

  // After an act the reader is taken to what it said: the notice, what went wrong, or else the page's beginning.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target && event.detail.target.id !== "main") return;
    const main = document.getElementById("main");
    if (!main) return;
    (main.querySelector("[data-focus]") || main).focus({ preventScroll: true });
  });

  // A number can be slid as well: the number field stays the one that is sent.
  function slide(root) {
    for (const field of root.querySelectorAll("input[data-slider]")) {
      if (field.nextElementSibling instanceof HTMLInputElement) continue;
      const slider = document.createElement("input");
      Object.assign(slider, { type: "range", min: field.min, max: field.max, step: 5, value: field.value || 0 });
      slider.setAttribute("aria-label", field.labels[0] ? field.labels[0].textContent : field.name);
      slider.addEventListener("input", () => (field.value = slider.value));
      slider.addEventListener("change", () => field.dispatchEvent(new Event("change", { bubbles: true })));
      field.addEventListener("input", () => (slider.value = field.value || 0));
      field.after(slider);
    }
  }
  slide(document);
  document.addEventListener("htmx:load", (event) => slide(event.detail.elt));

  // In a week of times, up and down go through a day (as browsers do), left and right to the day beside it.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const here = event.target;
    if (!step || !(here instanceof HTMLInputElement) || here.type !== "radio" || !here.closest("[data-week]")) return;
    const days = [...here.closest("[data-week]").querySelectorAll("[data-day]")].map((day) => [...day.querySelectorAll("input[type=radio]")]);
    const at = days.findIndex((day) => day.includes(here));
    for (let next = at + step; next >= 0 && next < days.length; next += step) {
      if (!days[next].length) continue;
      event.preventDefault();
      const target = days[next][Math.min(days[at].indexOf(here), days[next].length - 1)];
      target.focus();
      target.checked = true;
      target.dispatchEvent(new Event("change", { bubbles: true }));
      return;
    }
    event.preventDefault();
  });

  // Pages that must look again by themselves (an import under way, the operator's lanes) say how often.
  setInterval(() => {
    const due = parts().filter((part) => part.dataset.liveEvery);
    if (due.length && !document.hidden) want(due.flatMap((part) => part.dataset.live.split(" ")));
  }, 3000);

  listen();
})();
