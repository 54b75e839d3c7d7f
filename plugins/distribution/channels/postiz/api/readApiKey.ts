type Read = { ok: true; apiKey: string } | { ok: false; code: string; message: string }

/**
 * Reads an API key as people paste it. Blanks around it are dropped.
 * Codes: `POSTIZ_KEY_MISSING`, `POSTIZ_KEY_HAS_BEARER`, `POSTIZ_KEY_MALFORMED`. The key is in no message.
 */
export const readApiKey = ({ apiKey }: { apiKey: string }): Read => {
  const key = apiKey.trim()
  if (key === '') {
    return {
      ok: false,
      code: 'POSTIZ_KEY_MISSING',
      message: 'The API key is missing. Copy it from Postiz: Settings, Developers, Public API.',
    }
  }
  if (/^bearer\b/i.test(key)) {
    return {
      ok: false,
      code: 'POSTIZ_KEY_HAS_BEARER',
      message: 'Postiz takes the API key alone. Remove the word "Bearer" before it.',
    }
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    return {
      ok: false,
      code: 'POSTIZ_KEY_MALFORMED',
      message: 'The API key contains blanks or letters that no key has. Copy it again from Postiz.',
    }
  }
  return { ok: true, apiKey: key }
}
