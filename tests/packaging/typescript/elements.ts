// The elements, their properties and events, as the DOM's own types know them.
import { Jenkins } from "bellpull";
import { setMessages, type Messages } from "bellpull/elements";
import "bellpull/elements/define";

const card = document.createElement("jenkins-approve");
card.client = new Jenkins({ gateway: "/jenkins-gateway" });
card.run = 42;
card.comment = "required";
card.messages = { proceed: "Ship it", status: { paused: "on hold" } };
// @ts-expect-error there is no such text
card.messages = { shipIt: "" };
// @ts-expect-error a number
card.run = "42";

card.addEventListener("jenkins-before-approve", (event) => {
  const { values, run, comment } = event.detail;
  if (values["REGION"] === "eu" && run > 1 && comment === null) event.preventDefault();
});
document.addEventListener("jenkins-error", ({ detail }) => {
  if (detail.code === "self_approval" || detail.code === "audit_failed" || detail.code === "network") console.log(detail.error.remedy);
  // @ts-expect-error there is no such code
  if (detail.code === "oops") console.log();
});

const words: Messages = { waitingFor: (time) => `seit ${time}` };
setMessages(words, "de");
