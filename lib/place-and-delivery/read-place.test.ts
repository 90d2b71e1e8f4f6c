import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readPlace } from './read-place';

test.each<[string, string]>([
  [
    'Ankara dress. We are located at Luthuli Ave, Jewel Complex shop 12 and deliver countrywide',
    'We are located at Luthuli Ave, Jewel Complex shop 12',
  ],
  ['Shop: Nairobi CBD, Kimathi St', 'Nairobi CBD, Kimathi St'],
  ['Sneakers\nNairobi CBD\nKsh 2,500', 'Nairobi CBD'],
  ['Viatu vya ofisini\nBei 3000\nNgozi halisi. Tunapatikana Gikomba', 'Tunapatikana Gikomba'],
  ['*Location:* Imenti House, 2nd floor, shop B24\n*Till:* 912 4480', 'Imenti House, 2nd floor, shop B24'],
  ['📍 Moi Avenue, Nairobi', 'Moi Avenue, Nairobi'],
  ['Price 1500 📍Eastleigh', 'Eastleigh'],
  ['Our shop is in Mombasa, Nyali', 'Our shop is in Mombasa, Nyali'],
  ['Tupo Eastleigh, First Avenue', 'Tupo Eastleigh, First Avenue'],
  ['Duka letu liko Luthuli Avenue', 'Duka letu liko Luthuli Avenue'],
  ['visit us at Tom Mboya Street, opposite Imenti House', 'visit us at Tom Mboya Street, opposite Imenti House'],
  ['Based in Kisumu. Delivery available', 'Based in Kisumu'],
  ['Tunapatikana soko la Kongowea, duka namba 27', 'Tunapatikana soko la Kongowea, duka namba 27'],
  ['Nice bag\nMoi Ave. shop no. 14', 'Moi Ave. shop no. 14'],
  ['Shop: Dubai Merchant, 2nd floor', 'Dubai Merchant, 2nd floor'],
  ['We’re at Biashara Street', 'We’re at Biashara Street'],
])('%j says where: %j', (text, place) => expect(readPlace(text)).toBe(place));

test.each([
  '',
  'Nairobi print T-shirt',
  'Mombasa raha hoodie, black',
  'Karen Millen dress',
  'Moi is on the stamp',
  'Delivery to Mombasa and Kisumu available',
  'We deliver to:\nNairobi CBD, Westlands',
  'Free delivery within Nairobi CBD',
  'Nairobi 250, Mombasa 400',
  'We are not in Nairobi',
  'We don’t have a shop in Nairobi CBD',
  'We moved from Luthuli Ave',
  'Opening soon at Moi Avenue',
  'Hatuko Nairobi CBD',
  'Are you in Nairobi?',
  'Where are you located? Nairobi?',
  'Pick up point: Nairobi CBD',
  'Our customers are in Nairobi',
  'Location: ask us',
  'Location: 0712 345 678 Nairobi',
  'Shop: new arrivals every week',
  'Made for Nairobi weather',
  'We are in love with Nairobi',
  'Shop in style with Moi',
  'Umoja, Donholm',
  'Nairobi',
  '2 bedroom apartment located in Westlands near Sarit Centre',
  'Plot for sale. Located in Kitengela, 5 minutes from the highway',
  'Thika\nMeru',
  'Imported from China, shipped to Mombasa',
])('%j does not say where', (text) => expect(readPlace(text)).toBeNull());

test('lists of towns are read through, however many ways they could be addresses', async () => {
  const lists = [
    'Nairobi Mombasa Kisumu Nakuru Eldoret Thika and others',
    'Industrial Area, Garden City Mall, Ngong ok',
  ];
  for (let at = 0; at < 40; at++) {
    expect(readPlace(`${lists[at % 2]} ${at}`)).toBeNull();
    // So that the runner can end a test that goes on and on: half a minute, as it once was.
    await nextTurn();
  }
}, 10_000);
