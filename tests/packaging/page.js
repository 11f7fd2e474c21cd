import { Jenkins } from "bellpull";
import "bellpull/elements/define";
document.body.append(Object.assign(document.createElement("jenkins-approve"), { client: new Jenkins({ url: "/jenkins" }) }));
