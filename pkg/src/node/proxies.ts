const SCHEMES = ["http:", "https:", "socks5:", "socks:"];

/** The proxies that the environment names, by undici's options. Throws a TypeError for a value that names none. */
export function proxies(): { httpProxy?: string; httpsProxy?: string } {
  const httpProxy = named("http_proxy");
  const httpsProxy = named("https_proxy");
  return { ...(httpProxy ? { httpProxy } : {}), ...(httpsProxy ? { httpsProxy } : {}) };
}

/** The proxy of a variable, whose name in lower case goes first; as in curl it may come without a scheme. */
function named(lower: string): string | undefined {
  const name = process.env[lower] === undefined ? lower.toUpperCase() : lower;
  const value = process.env[name];
  if (!value) return undefined;
  const address = value.includes("://") ? value : `http://${value}`;
  try {
    const { protocol, username, password } = new URL(address);
    decodeURIComponent(username + password);
    if (SCHEMES.includes(protocol)) return address;
  } catch {
    // Told below, and not quoted: there may be a password in it.
  }
  throw new TypeError(`The environment's ${name} is no address of a proxy, such as http://proxy.example.com:3128`);
}
