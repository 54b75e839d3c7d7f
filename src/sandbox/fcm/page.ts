/** The phones that the stand-in knows, each with the notifications it would show, live. One file, nothing fetched from elsewhere. */
export const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Phones · Postyard sandbox</title>
<style>
  :root {
    --ground: light-dark(#f4f4f5, #141416); --card: light-dark(#fff, #222226); --line: light-dark(#dcdce0, #38383e);
    --text: light-dark(#1b1b1f, #ececf0); --soft: light-dark(#5c5c66, #a5a5b0); --mark: light-dark(#5b3fd6, #a996ff);
    --warn: light-dark(#9a5b00, #f0b04e); --screen: light-dark(linear-gradient(#dfe7ff, #f6e9ff), linear-gradient(#20263d, #2c2039));
  }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.45 system-ui, sans-serif; }
  header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: 1rem 1.25rem; border-bottom: 1px solid var(--line); }
  h1 { font-size: 1.15rem; margin: 0; }
  header p { margin: 0; color: var(--soft); font-variant-numeric: tabular-nums; }
  form { display: flex; gap: .5rem; align-items: center; margin-left: auto; max-width: 100%; white-space: nowrap; }
  form select { flex: 1; min-width: 0; }
  select, button { font: inherit; min-height: 36px; padding: 0 .6rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); color: inherit; max-width: 100%; }
  :focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
  main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr)); gap: 1.25rem; padding: 1.25rem; align-items: start; }
  .phone { border: 1px solid var(--line); border-radius: 28px; padding: 10px; background: var(--card); box-shadow: 0 6px 24px #0001; }
  .screen { border-radius: 20px; background: var(--ground); background-image: var(--screen); min-height: 320px; max-height: 70vh; overflow: auto; padding: 14px 10px; }
  .phone h2 { font-size: .95rem; margin: 4px 6px 10px; display: flex; justify-content: space-between; gap: .5rem; }
  .phone h2 span { color: var(--soft); font-weight: 400; }
  .phone label { display: flex; gap: .5rem; align-items: center; padding: 10px 6px 2px; color: var(--soft); font-size: .85rem; }
  .phone label select { flex: 1; min-width: 0; }
  ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
  li { background: color-mix(in srgb, var(--card) 92%, transparent); border-radius: 14px; padding: 10px 12px; overflow-wrap: anywhere; }
  li.new { animation: drop .35s ease-out; }
  li.lost { background: none; border: 1px dashed var(--line); color: var(--soft); }
  li.late { color: var(--soft); }
  li.late::after { content: 'Its time is over'; color: var(--warn); font-size: .85rem; }
  .app { display: flex; gap: .4rem; color: var(--soft); font-size: .78rem; }
  .app b { color: var(--mark); }
  .app time { margin-left: auto; }
  .title { font-weight: 600; color: inherit; display: block; }
  .ids { font: 12px/1.4 ui-monospace, monospace; color: var(--soft); margin-top: 4px; }
  .why { color: var(--warn); }
  .empty { grid-column: 1 / -1; text-align: center; color: var(--soft); padding: 12vh 1rem; }
  @keyframes drop { from { transform: translateY(-14px); opacity: 0; } }
  @media (prefers-reduced-motion: reduce) { li.new { animation: none; } }
</style>
<header>
  <h1>Phones</h1>
  <p id="counts" role="status" aria-live="polite"></p>
  <p id="live"></p>
  <form id="faults">
    <label for="all">All phones</label>
    <select id="all"></select>
    <button type="button" id="reset">Clear all</button>
  </form>
</header>
<main id="phones"><p class="empty">No push yet. When a post for a person is due, it appears here as it would on the phone.</p></main>
<script>
  const behaviours = [
    ['ok', 'answer well'], ['UNREGISTERED', 'app removed'], ['INVALID_ARGUMENT', 'token not valid'],
    ['QUOTA_EXCEEDED', 'quota used up'], ['UNAVAILABLE', 'unavailable'], ['INTERNAL', 'internal error'],
    ['SENDER_ID_MISMATCH', 'other project'], ['slow', 'answer slowly'], ['hang', 'never answer'], ['stall', 'stop midway'],
    ['resetBefore', 'break before taking it'], ['resetAfter', 'break after taking it'],
  ]
  const names = Object.fromEntries(behaviours)
  const at = (id) => document.getElementById(id)
  const make = (tag, className, text) => {
    const node = document.createElement(tag)
    if (className) node.className = className
    if (text !== undefined) node.textContent = text
    return node
  }
  const fill = (select) => behaviours.forEach(([value, text]) => select.add(new Option(text, value)))
  const send = (method, path, body) => fetch(path, {
    method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body),
  })
  const choose = (path, value) => value === 'ok' ? send('DELETE', path) : send('POST', path, { behaviour: value })

  const phones = new Map()
  const counts = { shown: 0, lost: 0 }
  let newest = 0

  function phoneOf(push) {
    let phone = phones.get(push.token)
    if (phone) return phone
    if (phones.size === 0) at('phones').replaceChildren()
    const node = make('section', 'phone')
    const heading = make('h2', '', push.label || 'Phone')
    heading.append(make('span', '', '…' + push.token.slice(-6)))
    const screen = make('div', 'screen')
    screen.tabIndex = 0
    screen.setAttribute('aria-label', 'Notifications of ' + (push.label || 'phone …' + push.token.slice(-6)))
    const list = make('ol')
    const label = make('label', '', 'This phone')
    const select = make('select')
    fill(select)
    select.onchange = () => choose('/sandbox/tokens/' + encodeURIComponent(push.token), select.value)
    label.append(select)
    screen.append(list)
    node.append(heading, screen, label)
    at('phones').append(node)
    phone = { list, select, byTag: new Map() }
    phones.set(push.token, phone)
    return phone
  }

  function show(push, isNew) {
    if (push.id <= newest) return
    newest = push.id
    const { list, byTag } = phoneOf(push)
    const item = make('li', isNew ? 'new' : '')
    const head = make('div', 'app')
    const clock = make('time', '', new Date(push.receivedAt).toLocaleTimeString())
    clock.dateTime = push.receivedAt
    head.append(make('b', '', 'Postyard'), clock)
    item.append(head)
    const { notification = {}, android = {}, webpush = {}, data = {} } = push.message
    if (push.outcome === 'ok') {
      counts.shown++
      const { link } = webpush.fcmOptions || webpush.fcm_options || {}
      const title = make(link ? 'a' : 'div', 'title', notification.title)
      if (link) Object.assign(title, { href: link, target: '_blank', rel: 'noopener' })
      item.append(title, make('div', '', notification.body))
      const tag = android.notification && android.notification.tag
      if (tag && byTag.has(tag)) byTag.get(tag).remove()
      if (tag) byTag.set(tag, item)
      const seconds = parseFloat(android.ttl)
      if (seconds >= 0) item.dataset.until = Date.parse(push.receivedAt) + seconds * 1000
    } else {
      counts.lost++
      item.classList.add('lost')
      item.append(make('div', 'why', 'Not delivered: ' + (names[push.outcome] || push.outcome)), make('div', '', notification.title))
    }
    item.append(make('div', 'ids', Object.entries(data).map((pair) => pair.join(': ')).join(' · ')))
    list.prepend(item)
    while (list.children.length > 60) list.lastChild.remove()
    at('counts').textContent = counts.shown + ' delivered · ' + counts.lost + ' not'
  }

  setInterval(() => document.querySelectorAll('li[data-until]').forEach((item) =>
    item.classList.toggle('late', Date.now() > Number(item.dataset.until))), 1000)

  fill(at('all'))
  at('all').onchange = () => choose('/sandbox/faults', at('all').value)
  at('reset').onclick = () => send('POST', '/sandbox/reset').then(() => location.reload())

  async function begin() {
    const [{ messages }, faults] = await Promise.all(
      ['/sandbox/messages', '/sandbox/faults'].map((path) => fetch(path).then((answer) => answer.json())))
    messages.forEach((push) => show(push, false))
    if (faults.all) at('all').value = faults.all.behaviour
    for (const [token, { behaviour }] of Object.entries(faults.tokens))
      if (phones.has(token)) phones.get(token).select.value = behaviour
    const events = new EventSource('/sandbox/events?after=' + newest)
    events.addEventListener('push', ({ data }) => show(JSON.parse(data), true))
    events.onopen = () => { at('live').textContent = 'Live' }
    events.onerror = () => { at('live').textContent = 'Lost touch; trying again' }
  }
  begin()
</script>
`
