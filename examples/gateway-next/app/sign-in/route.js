import { cookies } from "next/headers";
import { issue } from "../../lib/session.js";

export async function POST(request) {
  const value = issue((await request.formData()).get("person"));
  if (value === null) return new Response(null, { status: 400 });
  const secure = process.env.ORIGIN?.startsWith("https:") ?? false;
  (await cookies()).set("person", value, { path: "/", httpOnly: true, sameSite: "strict", secure });
  return new Response(null, { status: 303, headers: { location: "/" } });
}
