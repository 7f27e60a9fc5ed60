// What pages do beyond links and forms. Everything works without it; nothing here asks another host.

const day = (first, after) => new Date(Date.parse(`${first}T00:00:00Z`) + after * 864e5).toISOString().slice(0, 10);

function cellUnder(field, event) {
  const box = field.getBoundingClientRect();
  const scale = field.viewBox.baseVal.width / box.width;
  const at = Math.floor(((event.clientX - box.left) * scale - field.dataset.left) / field.dataset.size);
  const line = Math.floor(((event.clientY - box.top) * scale - field.dataset.top) / 16);
  const rows = JSON.parse(field.dataset.rows);
  return line >= 0 && line < rows.length ? { source: rows[line], day: at >= 0 ? day(field.dataset.first, at) : null } : null;
}

document.addEventListener("click", (event) => {
  const field = event.target.closest("svg[data-field]");
  const cell = field && cellUnder(field, event);
  if (!cell) return;
  location.href = cell.day ? `/documents?${new URLSearchParams(cell)}` : `/${encodeURIComponent(cell.source)}`;
});

async function savePng(button) {
  const drawing = await (await fetch(button.dataset.png)).text();
  const picture = new Image();
  picture.src = URL.createObjectURL(new Blob([drawing], { type: "image/svg+xml" }));
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth * 2;
  canvas.height = picture.naturalHeight * 2;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(picture.src);
  const link = document.createElement("a");
  link.download = button.dataset.name;
  link.href = canvas.toDataURL("image/png");
  link.click();
}

async function zoom(button) {
  const figure = button.closest("[data-chart]");
  const { open } = await import("./zoom.js");
  await open(figure, button);
}

for (const button of document.querySelectorAll("[data-png]")) {
  button.hidden = false;
  button.addEventListener("click", () => savePng(button));
}
for (const button of document.querySelectorAll("[data-zoom]")) {
  button.hidden = false;
  button.addEventListener("click", () => zoom(button));
}

// A year is read from its end.
for (const field of document.querySelectorAll("svg.field")) field.parentElement.scrollLeft = field.classList.contains("sources") ? 0 : 1e5;

// The review queue by keyboard: j and k move, a letter presses the button that carries it.
const queue = document.querySelector("[data-queue]");
document.addEventListener("keydown", (event) => {
  if (!queue || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const items = [...queue.children];
  const here = items.findIndex((item) => item.contains(document.activeElement));
  if (event.key === "j" || event.key === "k") {
    const next = items[Math.min(Math.max(here + (event.key === "j" ? 1 : -1), 0), items.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  } else if (here >= 0) {
    items[here].querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  }
});
