import * as migration_20261123_054349_initial from './20261123_054349_initial';

export const migrations = [
  {
    up: migration_20261123_054349_initial.up,
    down: migration_20261123_054349_initial.down,
    name: '20261123_054349_initial'
  },
];
