import "bellpull/elements/define";
import { createRoot } from "react-dom/client";
import { Desk } from "./desk.jsx";

createRoot(document.getElementById("root")).render(<Desk />);
