import Desk from "./desk.jsx";

export default function Page() {
  return (
    <>
      <form method="post" action="/sign-in">
        <button name="person" value="ann">I am Ann, who may approve</button>
        <button name="person" value="ben">I am Ben, who may not</button>
      </form>
      <Desk />
    </>
  );
}
