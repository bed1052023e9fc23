// Sorts the gifts anew when a slider changes the weight of a feature.
"use strict";

const sliders = document.querySelector("#sliders");
const list = document.querySelector("#list");

if (sliders && list) {
  const gifts = [...list.children].map((element) => ({
    element,
    score: element.querySelector(".score"),
    parts: [...element.querySelectorAll("[data-feature]")].map((row) => ({
      feature: row.dataset.feature,
      part: Number(row.dataset.part),
      shown: row.querySelector("output"),
      bar: row.querySelector("rect"),
    })),
  }));
  const inputs = [...sliders.querySelectorAll("input")];
  const status = document.querySelector("#status");

  const weigh = (gift, factors) => {
    let total = 0;
    for (const { feature, part, shown, bar } of gift.parts) {
      const weighted = part * factors.get(feature);
      shown.textContent = weighted.toFixed(3);
      bar.setAttribute("width", Math.min(1, weighted));
      total += weighted;
    }
    gift.score.textContent = total.toFixed(3);
    return total;
  };

  const sort = () => {
    const factors = new Map(inputs.map((input) => [input.name, Number(input.value)]));
    for (const input of inputs) {
      input.labels[0].querySelector("output").textContent = `× ${Number(input.value).toFixed(1)}`;
    }
    const totals = new Map(gifts.map((gift) => [gift, weigh(gift, factors)]));
    // With Gifter's own weights the order is Gifter's too, which also varies the list.
    const isOwn = inputs.every((input) => input.value === "1");
    const order = isOwn ? gifts : [...gifts].sort((a, b) => totals.get(b) - totals.get(a));
    order.forEach(({ element }, place) => {
      element.hidden = place >= Number(list.dataset.shown);
      list.append(element);
    });
    status.textContent = `First: ${order[0].element.querySelector("h3").textContent}`;
  };

  sliders.addEventListener("input", sort);
  sliders.addEventListener("reset", () => setTimeout(sort));
  sliders.hidden = false;
}
