type Known = { platform: string; name: string; package: string; opens: string }

/** Apps by their Android package, with an address of their own that they open in themselves. */
const known: Known[] = [
  { platform: 'whatsapp', name: 'WhatsApp', package: 'com.whatsapp', opens: 'whatsapp://send' },
  {
    platform: 'whatsapp-business',
    name: 'WhatsApp Business',
    package: 'com.whatsapp.w4b',
    opens: 'whatsapp://send',
  },
  {
    platform: 'instagram',
    name: 'Instagram',
    package: 'com.instagram.android',
    opens: 'https://www.instagram.com/',
  },
  {
    platform: 'facebook',
    name: 'Facebook',
    package: 'com.facebook.katana',
    opens: 'https://www.facebook.com/',
  },
  {
    platform: 'tiktok',
    name: 'TikTok',
    package: 'com.zhiliaoapp.musically',
    opens: 'https://www.tiktok.com/',
  },
  {
    platform: 'snapchat',
    name: 'Snapchat',
    package: 'com.snapchat.android',
    opens: 'https://www.snapchat.com/',
  },
  {
    platform: 'telegram',
    name: 'Telegram',
    package: 'org.telegram.messenger',
    opens: 'https://t.me/',
  },
  {
    platform: 'linkedin',
    name: 'LinkedIn',
    package: 'com.linkedin.android',
    opens: 'https://www.linkedin.com/',
  },
  { platform: 'x', name: 'X', package: 'com.twitter.android', opens: 'https://x.com/' },
  {
    platform: 'pinterest',
    name: 'Pinterest',
    package: 'com.pinterest',
    opens: 'https://www.pinterest.com/',
  },
  {
    platform: 'youtube',
    name: 'YouTube',
    package: 'com.google.android.youtube',
    opens: 'https://www.youtube.com/',
  },
  {
    platform: 'threads',
    name: 'Threads',
    package: 'com.instagram.barcelona',
    opens: 'https://www.threads.net/',
  },
  {
    platform: 'reddit',
    name: 'Reddit',
    package: 'com.reddit.frontpage',
    opens: 'https://www.reddit.com/',
  },
]

/** The name of the app to post in, by its package, else by the platform. */
export const appName = (args: { platform: string; androidPackage: string | null }): string => {
  const platform = args.platform.toLowerCase()
  const found =
    known.find((app) => app.package === args.androidPackage) ??
    known.find((app) => app.platform === platform) ??
    known.find(
      (app) => platform.startsWith(`${app.platform}-`) || platform.startsWith(`${app.platform} `),
    )
  return found?.name ?? args.platform.slice(0, 1).toUpperCase() + args.platform.slice(1)
}

/**
 * The address by which Chrome and other browsers of Android open an app. Only what an app declares as browsable can be
 * opened so; for the others the browser shows the app's page in the store, with its button "Open".
 * Source: developer.chrome.com/docs/android/intents (2025-11).
 */
export const intentUrl = (androidPackage: string): string => {
  const opens = known.find((app) => app.package === androidPackage)?.opens
  if (opens === undefined) {
    return `intent:#Intent;action=android.intent.action.MAIN;category=android.intent.category.LAUNCHER;package=${androidPackage};end`
  }
  const [scheme, rest] = opens.split('://')
  return `intent://${rest}#Intent;scheme=${scheme};action=android.intent.action.VIEW;package=${androidPackage};end`
}

export const isAndroid = (userAgent: string): boolean => /Android/i.test(userAgent)
