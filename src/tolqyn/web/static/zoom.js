// The same series in a picture that can be zoomed: loaded when a reader asks for it, as it is larger than the page.
import { init } from "./vendor/charts.js";

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function option(series, labels) {
  const days = series.days.map((row) => row.day);
  const last = days[days.length - 1];
  const wave = series.wave;
  const axis = { type: "category", data: days, axisLine: { lineStyle: { color: colour("soft") } }, axisLabel: { color: colour("soft") } };
  const value = { type: "value", minInterval: 1, axisLabel: { color: colour("soft") }, splitLine: { lineStyle: { color: colour("rule") } } };
  const zoomed = [{ type: "inside", xAxisIndex: [0, 1] }, { type: "slider", xAxisIndex: [0, 1], bottom: 4, height: 22, borderColor: colour("rule"), textStyle: { color: colour("soft") } }];
  const from = Math.max(0, days.indexOf(wave.onset) - 56);
  const to = wave.end ? Math.min(days.length - 1, days.indexOf(wave.end) + 21) : days.length - 1;
  for (const one of zoomed) Object.assign(one, { startValue: from, endValue: to });
  const inWave = (row) => row.day >= wave.onset && row.day <= (wave.end || last);
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: "inherit" },
    grid: [{ left: 44, right: 12, top: 16, height: "56%" }, { left: 44, right: 12, top: "72%", height: "12%" }],
    tooltip: { trigger: "axis", renderMode: "richText", backgroundColor: colour("panel"), borderColor: colour("rule"), textStyle: { color: colour("ink") } },
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    dataZoom: zoomed,
    xAxis: [{ ...axis, gridIndex: 0 }, { ...axis, gridIndex: 1, axisLabel: { show: false }, axisTick: { show: false } }],
    yAxis: [{ ...value, gridIndex: 0 }, { ...value, gridIndex: 1, splitNumber: 1 }],
    series: [
      {
        name: labels.observed, type: "bar", cursor: "pointer", xAxisIndex: 0, yAxisIndex: 0,
        data: series.days.map((row) => ({ value: row.originals, itemStyle: { color: inWave(row) ? colour("inside") : colour("bar") } })),
        markArea: { silent: true, itemStyle: { color: colour("span") }, data: [[{ xAxis: wave.onset }, { xAxis: wave.end || last }]] },
        markLine: { symbol: "none", lineStyle: { color: colour("event") }, label: { formatter: "▲", color: colour("event"), position: "start" }, data: series.events.filter((one) => days.includes(one.day)).map((one) => ({ xAxis: one.day, name: one.event_id })) },
      },
      { name: labels.expected, type: "line", showSymbol: false, xAxisIndex: 0, yAxisIndex: 0, data: series.days.map((row) => row.expected), lineStyle: { color: colour("expected"), width: 2 }, itemStyle: { color: colour("expected") } },
      { name: labels.upperbound, type: "line", showSymbol: false, xAxisIndex: 0, yAxisIndex: 0, data: series.days.map((row) => row.upperbound), lineStyle: { color: colour("expected"), width: 1, type: "dashed", opacity: 0.6 }, itemStyle: { color: colour("expected") } },
      { name: labels.exposure, type: "bar", xAxisIndex: 1, yAxisIndex: 1, data: series.days.map((row) => row.exposure), itemStyle: { color: colour("exposure") } },
    ],
  };
}

function shown(figure, zoomedOpen) {
  figure.querySelector("[data-zoomed]").hidden = !zoomedOpen;
  for (const drawing of figure.querySelectorAll("svg.timeline")) drawing.style.display = zoomedOpen ? "none" : "";
}

export async function open(figure, button) {
  const labels = JSON.parse(button.dataset.labels);
  const place = figure.querySelector("[data-zoomed]");
  if (!place.hidden) {
    shown(figure, false);
    button.textContent = button.dataset.words;
    return;
  }
  button.dataset.words = button.textContent;
  shown(figure, true);
  button.textContent = labels.close;
  if (place.firstChild) return;
  const series = await (await fetch(figure.dataset.series)).json();
  const chart = init(place, null, { renderer: "svg" });
  chart.setOption(option(series, labels));
  chart.on("click", (mark) => {
    const row = series.days[mark.dataIndex];
    if (row) location.href = `/documents?${new URLSearchParams({ day: row.day, target: series.wave.target, press: series.wave.press })}`;
  });
  addEventListener("resize", () => chart.resize());
}
