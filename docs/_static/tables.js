// Mark the cells of DataFrames that hold numbers, and the headings above them, so that the style sheet can align them.
const NUMBER = /^[-+−]?[\d.,]+ ?%?$|^NaN$/;

function mark(table) {
  for (const row of table.tBodies[0]?.rows ?? []) {
    for (const cell of row.querySelectorAll("td")) {
      const text = cell.textContent.trim();
      cell.classList.toggle("number", NUMBER.test(text));
      cell.classList.toggle("short", text.length < 24);
    }
  }
  const heading = table.tHead?.rows[0], first = table.tBodies[0]?.rows[0];
  if (!heading || !first || heading.cells.length !== first.cells.length) return;
  [...first.cells].forEach((cell, place) => {
    heading.cells[place].classList.toggle("number", cell.classList.contains("number"));
  });
}

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("table.dataframe").forEach(mark));
