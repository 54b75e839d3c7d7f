import { expect, it } from 'vitest'
import { createReach, isThisMachine, outOfReach, type PrivateHosts } from './reach.ts'

const addressesOf = (hosts: PrivateHosts, found: string[]): Promise<string[] | string> =>
  new Promise((resolve) => {
    const reach = createReach(hosts, (_host, _options, done) =>
      done(
        null,
        found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    )
    reach.lookup('postiz.example', { all: true }, (error, addresses) =>
      resolve(
        error ? (error.code ?? '') : (addresses as { address: string }[]).map((a) => a.address),
      ),
    )
  })

const isOut = (hosts: PrivateHosts, url: string) => createReach(hosts).isOut(new URL(url).hostname)

it.each([
  'http://127.0.0.1/',
  'http://0x7f.1/',
  'http://2130706433/',
  'http://0.0.0.0/',
  'http://10.1.2.3/',
  'http://172.20.0.2/',
  'http://192.168.1.5/',
  'http://100.64.0.1/',
  'http://[::1]/',
  'http://[::]/',
  'http://[fd12::5]/',
  'http://[::ffff:10.0.0.1]/',
  'http://[64:ff9b::a00:1]/',
  'http://[64:ff9b::]/',
  'http://[64:ff9b:1::10.0.0.1]/',
  'http://[64:ff9b:1:a00:0:100::]/',
  'http://[64:ff9b:1:0a:0:1::]/',
  'http://[64:ff9b:1:0:a:0:100:0]/',
  'http://[64:ff9b:1::]/',
  'http://[::ffff:0:10.0.0.1]/',
  'http://[::10.0.0.1]/',
  'http://[2002:a00:1::]/',
  'http://017700000001/',
  'http://0xA9FEA9FE.nip.example@127.1/',
])('does not reach %s unless it is allowed', (url) => {
  expect(isOut([], url)).toBe(true)
  expect(isOut('all', url)).toBe(false)
  expect(isOut([new URL(url).hostname], url)).toBe(false)
})

it.each([
  'http://169.254.169.254/latest/meta-data',
  'http://[fe80::1]/',
  'http://[fd00:ec2::254]/',
  'http://[::ffff:169.254.169.254]/',
  'http://168.63.129.16/',
  'http://100.100.100.200/',
  'http://[64:ff9b::169.254.169.254]/',
  'http://[64:ff9b::6464:64c8]/',
  'http://[64:ff9b:1::a9fe:a9fe]/',
  'http://[64:ff9b:1:a9fe:a9:fe00:5db8:d822]/',
])('never reaches %s, where a cloud keeps its secrets', (url) => {
  expect(isOut('all', url)).toBe(true)
  expect(isOut([new URL(url).hostname], url)).toBe(true)
})

it.each([
  'http://93.184.216.34/',
  'http://[2606:2800:220:1::1]/',
  'http://postiz.example/',
  'http://[64:ff9b::93.184.216.34]/',
  'http://[64:ff9b:1::93.184.216.34]/',
  'http://[64:ff9b:1:abcd::93.184.216.34]/',
  'http://[64:ff9b:1:5db8:d8:2200::]/',
])('reaches %s', (url) => expect(isOut([], url)).toBe(false))

it('connects a name to those of its addresses that are within reach', async () => {
  expect(await addressesOf([], ['10.0.0.1', '93.184.216.34'])).toEqual(['93.184.216.34'])
  expect(await addressesOf([], ['10.0.0.1', '::1'])).toBe(outOfReach)
  expect(await addressesOf(['POSTIZ.example'], ['10.0.0.1'])).toEqual(['10.0.0.1'])
  expect(await addressesOf(['10.0.0.1'], ['10.0.0.1', '10.0.0.2'])).toEqual(['10.0.0.1'])
  expect(await addressesOf('all', ['10.0.0.1', '169.254.169.254'])).toEqual(['10.0.0.1'])
  // A network without IPv4, whose name server makes these up.
  const made = ['64:ff9b::5db8:d822', '64:FF9B:0:0::a9fe:a9fe', '64:ff9b::10.0.0.1']
  expect(await addressesOf([], made)).toEqual(['64:ff9b::5db8:d822'])
})

it('knows an installation that only its own machine reaches', () => {
  expect(['localhost', 'a.localhost', '127.0.0.1', '[::1]'].every(isThisMachine)).toBe(true)
  expect(['posts.example', 'localhost.example', '10.0.0.1'].some(isThisMachine)).toBe(false)
})
