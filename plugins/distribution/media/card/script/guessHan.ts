/** Whose forms Chinese characters are drawn in. */
export type Han = 'simplified' | 'traditional' | 'japanese' | 'korean'

/** Frequent characters that one of the two ways of writing Chinese has and the other has not, pair by pair. */
const SIMPLIFIED =
  '们这国说为对时来会学发经过现让样问间关门见车东长书两开乐电买卖园区厅卫楼层价边场实预约欢迎岁头爱听写话钱银铁风飞马鱼鸟龙华节气选择号码专业产县广湾岛万亿与'
const TRADITIONAL =
  '們這國說為對時來會學發經過現讓樣問間關門見車東長書兩開樂電買賣園區廳衛樓層價邊場實預約歡迎歲頭愛聽寫話錢銀鐵風飛馬魚鳥龍華節氣選擇號碼專業產縣廣灣島萬億與'

const count = (text: string, letters: string) =>
  [...text].filter((letter) => letters.includes(letter)).length

type Args = {
  /** All the words of a card. */
  text: string
  /** BCP 47, such as `ja` or `zh-Hant`, where somebody has said. */
  lang?: string
}

/**
 * Whose forms Chinese characters have: by the language where it is said; else by the letters that stand beside them
 * (kana, Hangul), and by the characters that only one way of writing has. Simplified where nothing tells.
 */
export const guessHan = ({ text, lang }: Args): Han => {
  const tag = lang?.toLowerCase() ?? ''
  if (/^ja\b/.test(tag)) return 'japanese'
  if (/^ko\b/.test(tag)) return 'korean'
  if (/^(zh|yue|nan)\b.*\b(hant|tw|hk|mo)\b|^yue$/.test(tag)) return 'traditional'
  if (/^zh\b.*\b(hans|cn|sg)\b/.test(tag)) return 'simplified'
  const kana = /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text)
  const hangul = /\p{sc=Hangul}/u.test(text)
  if (kana && !tag.startsWith('zh')) return 'japanese'
  if (hangul && !tag.startsWith('zh')) return 'korean'
  const both = count(text, TRADITIONAL) - count(text, SIMPLIFIED)
  return both > 0 ? 'traditional' : 'simplified'
}
