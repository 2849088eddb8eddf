// A component that is drawn again only where something it is given has changed.

import { Component } from "preact";

/** Makes such a component of a function. */
export function unchanged(draw) {
  return class extends Component {
    shouldComponentUpdate(next) {
      return Object.keys(next).some((name) => next[name] !== this.props[name]);
    }

    render(props) {
      return draw(props);
    }
  };
}
