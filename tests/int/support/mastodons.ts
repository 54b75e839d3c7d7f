/** So many accounts for the sandbox's Postiz, by which a test needs nothing but text: `m0` and on, or as they are called. */
export const mastodons = (count: number, { id = 'm', name = 'M' } = {}) =>
  Array.from({ length: count }, (_, index) => ({
    id: `${id}${index}`,
    name: `${name} ${index}`,
    identifier: 'mastodon',
  }))
