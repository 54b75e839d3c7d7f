import { describe, expect, test } from 'vitest'
import { appName, intentUrl, isAndroid } from './targetApp.ts'

describe('intentUrl', () => {
  test('an app with an address of its own is opened by it, in that app only', () => {
    expect(intentUrl('com.instagram.android')).toBe(
      'intent://www.instagram.com/#Intent;scheme=https;action=android.intent.action.VIEW;package=com.instagram.android;end',
    )
    expect(intentUrl('com.whatsapp.w4b')).toContain('scheme=whatsapp;')
  })

  test('any other app is named by its package', () => {
    expect(intentUrl('org.example.app')).toBe(
      'intent:#Intent;action=android.intent.action.MAIN;category=android.intent.category.LAUNCHER;package=org.example.app;end',
    )
  })
})

describe('appName', () => {
  test('the package says it before the platform does', () => {
    expect(appName({ platform: 'whatsapp', androidPackage: 'com.whatsapp.w4b' })).toBe(
      'WhatsApp Business',
    )
  })

  test('a kind of a platform goes by the name of the platform', () => {
    expect(appName({ platform: 'Facebook group', androidPackage: null })).toBe('Facebook')
    expect(appName({ platform: 'tiktok-personal', androidPackage: null })).toBe('TikTok')
  })

  test('a platform that nobody foresaw goes by its own name', () => {
    expect(appName({ platform: 'nostr', androidPackage: 'org.example' })).toBe('Nostr')
    expect(appName({ platform: 'xing', androidPackage: null })).toBe('Xing')
  })
})

test('only phones with Android open apps so', () => {
  expect(isAndroid('Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/142 Mobile')).toBe(true)
  expect(isAndroid('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari')).toBe(false)
})
