/** The ids in the examples of the reference: one client, one channel of each sort, one post, and who serves it. */
export const exampleIds = {
  tenant: '8c1d4f7e-2b53-4a39-9a3f-0f6f6a1b2c01',
  channel: 'b2f5a6c3-7d18-4e0b-8c62-1a9e3d4f5b02',
  postizChannel: '5d0e7c92-4a6b-4f13-9e85-c7b1a3d2f609',
  post: '7b8e1f24-d95c-4a06-b3e7-4c2f0a6d8e10',
  plan: 'e6a19c53-0b7f-4d82-a4c6-8f3d5b1e2711',
  delivery: '3e9a7b15-c6d2-4f84-a1b7-5d8c0e2f6a03',
  task: '6d2b8f40-91e7-4c5a-b3d8-7f0a1c4e9b04',
  device: 'f47c3a92-5e6b-4d18-9c07-2b8d6e1f0a05',
  proof: '19b6e8d4-3f7a-4c21-8e5d-9a0b2c7f4d06',
  rendition: '40c8d6b1-72ef-4935-8d1a-b5e3f7092c12',
  worker: 'd2751e8c-6f3b-40a9-92c4-1e7b5a8f0d13',
  agent: 'a05e7d13-8c4f-4b92-b6a1-3e9f0d2c5b07',
  colleague: 'c73f1b68-0d9e-4a57-8b24-6e5a9c1d3f08',
} as const
