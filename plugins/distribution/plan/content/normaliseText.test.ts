import { expect, test } from 'vitest'
import { isTelling, normaliseText } from './normaliseText.ts'

const same = (a: string, b: string) => expect(normaliseText(a)).toBe(normaliseText(b))

const differ = (a: string, b: string) => expect(normaliseText(a)).not.toBe(normaliseText(b))

test('what reads alike is the same, however it is dressed', () => {
  const text = 'Our summer sale begins on Friday, at ten.'
  same(text, 'OUR SUMMER SALE begins on Friday – at ten!!! 🎉🎉')
  same(text, '**Our** _summer_ sale\n\nbegins on Friday at ten')
  same(text, 'Ｏｕｒ ｓｕｍｍｅｒ ｓａｌｅ begins on Friday at ten')
  same(text, '𝗢𝘂𝗿 summer sale begins on Fri\u00ADday at ten')
  same('Café crème für alle: Straße 5', 'Cafe\u0301 cre\u0300me fu\u0308r alle – STRASSE 5')
})

test('hashtags and mentions at the end are not what a post says, those within it are', () => {
  const text = 'Our summer sale begins on Friday.'
  same(text, `${text} #sale #summer @acme`)
  same(text, `${text}\n.\n.\n#sale\n#Sommer_2026 · #été!`)
  same('Our #summer sale begins', 'Our summer sale begins')
  differ('Our #summer sale begins', 'Our #winter sale begins')
  differ('@anna, our sale begins', '@berta, our sale begins')
})

test('a link counts for where it goes', () => {
  const text = (link: string) => `Read all about it: ${link} today`
  same(
    text('https://www.acme.example/sale?utm_source=ig&id=5&fbclid=x#top'),
    text('https://acme.example/sale?id=5'),
  )
  differ(text('https://acme.example/sale?id=5'), text('https://acme.example/sale?id=6'))
  differ(text('https://acme.example/sale'), text('https://acme.example/shoes'))
})

test('other words are another text', () => {
  differ('We open at nine on Monday', 'We open at ten on Monday')
  differ('猫が好きです', '犬が好きです')
  expect(normaliseText('🎉 … #only @tags')).toBe('')
})

test('a greeting tells nothing from anything, a sentence does', () => {
  const tells = (text: string) => isTelling(normaliseText(text))
  expect(tells('')).toBe(false)
  expect(tells('Good morning!')).toBe(false)
  expect(tells('Happy New Year to all of you! 🎆🎆🎆🎆🎆🎆🎆🎆🎆')).toBe(false)
  expect(tells('Our summer sale begins on Friday at ten.')).toBe(true)
  expect(tells('夏のセールは金曜日の十時に始まります')).toBe(true)
  expect(tells('おはよう')).toBe(false)
})
