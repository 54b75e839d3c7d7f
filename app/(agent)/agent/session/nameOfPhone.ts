type Args = { userAgent: string; isInstalled: boolean }

const browsers: [RegExp, string][] = [
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/EdgA?\/|EdgiOS\//, 'Edge'],
  [/OPR\/|OPT\//, 'Opera'],
  [/FxiOS\/|Firefox\//, 'Firefox'],
  [/CriOS\/|Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/CrOS/, 'Chromebook'],
  [/Linux/, 'Linux'],
]

const first = (list: [RegExp, string][], text: string): string | undefined =>
  list.find(([pattern]) => pattern.test(text))?.[1]

/** A name by which its owner knows this phone among others, in any language: "Android · Chrome", "iPhone · Postyard". */
export const nameOfPhone = ({ userAgent, isInstalled }: Args): string => {
  const program = isInstalled ? 'Postyard' : first(browsers, userAgent)
  return [first(systems, userAgent), program].filter(Boolean).join(' · ') || userAgent.slice(0, 100)
}
