import { expect, it } from 'vitest'
import { brandingRules } from '../rules/brandingRules.ts'
import { findRules } from '../rules.ts'
import { channelOf, contentOf, video } from '../testing/media.ts'
import { check } from './check.ts'

const settings = {
  privacy_level: 'PUBLIC_TO_EVERYONE',
  ...{ duet: true, stitch: true, comment: true, autoAddMusic: 'no' },
  ...{ brand_content_toggle: false, brand_organic_toggle: false },
  content_posting_method: 'DIRECT_POST',
}

const refusalsOf = (platform: string, superimposed?: ('intro' | 'outro')[]) =>
  check({
    channel: channelOf({ platform, settings }),
    content: contentOf({ media: [video()], superimposed }),
  })

it('rules against superimposed brands are dated, with their source, and are for platforms that have rules', () => {
  for (const { platforms, source, checkedOn } of brandingRules) {
    expect(source).not.toBe('')
    expect(checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    for (const platform of platforms) expect(findRules(platform), platform).toBeDefined()
  }
})

it('TikTok refuses an intro over the clip, says why, and takes one before it', () => {
  expect(refusalsOf('tiktok')).toEqual([])
  expect(refusalsOf('tiktok', ['intro'])).toMatchObject([
    {
      code: 'BRANDING_SUPERIMPOSED',
      field: 'media',
      message: expect.stringContaining(
        'Give the intro frames of its own, before or after the clip.',
      ),
      source: expect.stringContaining('TikTok Content Sharing Guidelines'),
    },
  ])
  expect(refusalsOf('tiktok-business', ['intro', 'outro'])[0]?.message).toContain(
    'its intro and outro over the clip',
  )
})

it('others take it', () => {
  expect(refusalsOf('instagram', ['intro', 'outro'])).toEqual([])
})
