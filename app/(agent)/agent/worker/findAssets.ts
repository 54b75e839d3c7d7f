const asset = /static\/(?:chunks|css|media)\/[^\s"'`<>?#\\]+?\.(?:js|css|woff2?)/g

/** The files that a page, a script or a style of the built application names, each once, as addresses from the root. */
export const findAssets = (text: string): string[] => [
  ...new Set([...text.matchAll(asset)].map(([path]) => `/_next/${path}`)),
]
