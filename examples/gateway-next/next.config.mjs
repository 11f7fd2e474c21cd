/** What has an addon for Node stays outside of the bundle. */
export default { serverExternalPackages: ["bellpull"] };
