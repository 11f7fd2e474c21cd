// What a state is shown by: an element, a simulated Jenkins of its own, and time that passes when the state says so.
import { Jenkins } from "./bellpull.js";
import { createSimulator } from "./testing.browser.js";
import { scenario } from "./scenario.js";

const time = globalThis.galleryTime;
/** A state that is not reached by then has failed. */
const TURNS = 2_000;

export class Stage {
  /** Where elements go. */
  place;
  sim;

  static async open(place) {
    const stage = new Stage();
    stage.place = place;
    stage.sim = await createSimulator(scenario, { time: "virtual", now: time.now() });
    return stage;
  }

  /** A client with somebody's cookies. */
  client(user = "rita") {
    const { sim } = this;
    return new Jenkins({ url: sim.url, fetch: sim.signedIn(user), clock: sim.clock });
  }

  /** Clients through a gateway, for persons of an application's own: the real gateway, in this page. */
  async gateway(rules) {
    const { create } = await import("./gateway.js");
    const { as } = create({ sim: this.sim, rules });
    return (person) => new Jenkins({ gateway: "/jenkins-gateway", fetch: as(person) });
  }

  /** Lets work go on until it is done, in no time. */
  async run(work) {
    const done = await this.sim.run(work);
    time.to(this.sim.now);
    return done;
  }

  /** The same for work that waits by the page's time as well, as what goes through a gateway does. */
  async drive(work, millis = 600_000) {
    let over = false;
    const end = () => (over = true);
    work.then(end, end);
    for (let passed = 0; !over && passed < millis; passed += 500) await this.pass(500);
    if (!over) throw new Error(`after ${millis} ms this still waits`);
    return work;
  }

  /** Triggers as a user; the run's number. */
  async triggered(job, values = {}, user = "rita") {
    const { run } = await this.run(this.client(user).job(job).trigger(values));
    return run.number;
  }

  /** Triggers, and lets the run come to where it waits for somebody. */
  async paused(job, values = {}, user = "rita") {
    const number = await this.triggered(job, values, user);
    const run = this.client("ada").job(job).run(number);
    await this.run(async () => {
      for await (const view of run.follow({ untilPaused: true })) void view;
    });
    return number;
  }

  /** Triggers, and lets the run come to its end. */
  async finished(job, values = {}, user = "rita") {
    const number = await this.triggered(job, values, user);
    const run = this.client("ada").job(job).run(number);
    await this.run(async () => {
      for await (const view of run.follow()) void view;
    });
    return number;
  }

  /** Puts an element into the page, of which Rita is the reader unless another client is given. */
  add(tag, properties = {}) {
    const element = document.createElement(tag);
    Object.assign(element, { client: this.client(), ...properties });
    this.element = element;
    this.place.append(element);
    void this.#listen(element);
    return element;
  }

  /** What a screen reader is told, each time that the live region changes. */
  said = [];

  async #listen(element) {
    await element.updateComplete;
    const region = element.shadowRoot.querySelector("[role=status]");
    let before = region.textContent.trim();
    const heard = () => {
      const text = region.textContent.trim();
      if (text !== before && text !== "") this.said.push(text);
      before = text;
    };
    new MutationObserver(heard).observe(region, { subtree: true, childList: true, characterData: true });
  }

  get root() {
    return this.element.shadowRoot;
  }

  /** Lets time pass, for Jenkins and for the page alike. */
  async pass(millis) {
    const end = time.now() + millis;
    const step = Math.max(250, Math.ceil(millis / 40));
    while (time.now() < end) {
      const next = Math.min(end, time.now() + step);
      await this.sim.advance(Math.max(0, next - this.sim.now));
      time.to(next);
      await this.settled();
    }
  }

  /** Whatever can happen at this moment has happened. */
  async settled() {
    await this.sim.advance(0);
    await time.turn();
    await this.element?.updateComplete;
  }

  /** Waits, in no time, until the element shows what fits. */
  async until(selector, count = 1) {
    for (let turn = 0; turn < TURNS; turn += 1) {
      if (this.all(selector).length >= count) return this.settled();
      await this.settled();
    }
    throw new Error(`nothing fits ${selector} in ${this.root.innerHTML.replace(/<!--.*?-->/gs, "").replace(/\s+/g, " ")}`);
  }

  /** The same, with time that passes, a second a look. */
  async within(millis, selector) {
    for (let passed = 0; passed < millis && this.all(selector).length === 0; passed += 1_000) await this.pass(1_000);
    return this.until(selector);
  }

  /** What fits in the element, or in one of the elements within it. */
  all(selector, root = this.root) {
    const inner = [...root.querySelectorAll("*")].filter((element) => element.shadowRoot);
    return [...root.querySelectorAll(selector), ...inner.flatMap((element) => this.all(selector, element.shadowRoot))];
  }

  one(selector) {
    const [found] = this.all(selector);
    if (!found) throw new Error(`nothing fits ${selector}`);
    return found;
  }

  /** Whether somebody has pressed something, who then has to find the focus. */
  pressed = false;

  async press(selector) {
    const button = this.one(selector);
    this.pressed = true;
    button.focus();
    button.click();
    await this.settled();
  }

  async fill(selector, value) {
    const field = this.one(selector);
    if (field.type === "checkbox") field.checked = value;
    else field.value = value;
    for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
    await this.settled();
  }
}
