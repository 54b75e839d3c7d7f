// Times in the reader's zone, relative beside absolute.

const options = { hour: '2-digit', minute: '2-digit', second: '2-digit' }
const clock = new Intl.DateTimeFormat('en-GB', { ...options, fractionalSecondDigits: 3 })
const second = new Intl.DateTimeFormat('en-GB', options)
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' })

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' ')

export function writeTimes(root, selector = 'time') {
  for (const element of root.querySelectorAll(selector)) writeTime(element)
}

function writeTime(element) {
  const date = new Date(element.dateTime)
  const apart = date - Date.now()
  const isToday = date.toDateString() === new Date().toDateString()
  const named = isToday ? '' : `${day.format(date)}, `
  element.title = whole.format(date)
  element.textContent = {
    clock: () => named + clock.format(date),
    minute: () => named + second.format(date),
    ago: () => `${distance(Math.max(-apart, 0))} ago`,
    until: () =>
      apart > 0
        ? `in ${distance(apart)}, ${named}${second.format(date)}`
        : `${distance(-apart)} ago, ${named}${second.format(date)}`,
  }[element.dataset.how]()
}

function distance(ms) {
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`
  return `${Math.floor(seconds / 86_400)} d`
}
