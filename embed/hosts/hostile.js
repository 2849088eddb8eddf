// What old libraries did to the language: things added to every object and list, and their own versions of what there is.

Object.prototype.extended = function extended() {};
Array.prototype.each = Array.prototype.forEach;
Array.prototype.toJSON = function toJSON() {
  return `[${this.join(",")}]`;
};
String.prototype.toJSON = function toJSON() {
  return `"${this}"`;
};
Array.from = (things) => Array.prototype.slice.call(things);
Function.prototype.bind = function bind(here, ...first) {
  const one = this;
  return function bound(...rest) {
    return one.apply(here, [...first, ...rest]);
  };
};
Element.prototype.remove = function remove() {
  this.parentNode?.removeChild(this);
};
window.$ = (id) => document.getElementById(id);
window.define = Object.assign(() => {}, { amd: {} });
window.module = { exports: {} };
document.addEventListener("click", (event) => {
  if (event.target.closest?.("a")) event.preventDefault();
});
