// Exact decimal arithmetic, to as many figures as any amount here can need.

import DecimalJs from "decimal.js";

export const Decimal = DecimalJs.clone({ precision: 28, toExpNeg: -30, toExpPos: 30 });

export const ZERO = new Decimal(0);
export const HUNDRED = new Decimal(100);

/** `12345.50` → "12,345.5". */
export function plain(number) {
  const [whole, fraction] = number.abs().toFixed().split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${number.isNegative() && !number.isZero() ? "−" : ""}${grouped}${fraction ? `.${fraction}` : ""}`;
}

/** "£5,200" or "£5,200.50". */
export function pounds(amount) {
  return `£${plain(amount)}${amount.decimalPlaces() === 1 ? "0" : ""}`;
}
