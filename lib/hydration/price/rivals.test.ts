import { describe, expect, test } from 'vitest';
import { phoneOf } from './phones-for-tests';
import { readPrice } from './read-price';

/** Captions whose price has a rival: another number that a reader in haste would take for it. */
type Caption = [text: string, price: number | null];

const check = (text: string, price: number | null): void => {
  expect(readPrice(text, phoneOf('KE'))?.amount ?? null).toBe(price);
};

describe('a price below 1,000 beside one with a comma', () => {
  test.each<Caption>([
    ['Members 800, non members 1,000', 800],
    ['Yoga class\nMembers 800, non-members 1,000', 800],
    ['Reusable diapers: 1 set (3 diapers, 3 inserts) 500, 5 sets 2,200', 500],
    ['Spa towels\n1 pack (2 towels) 900, 3 packs 2,500', 900],
    ['Ndogo 800, kubwa 1,200', 800],
    ['Yeezy 700\n2,500', 2500],
    ['Yeezy 700, 2,500', 2500],
    ['Sukari kilo 130, 50kg bag 6200', null],
    ['Tent 50 seater 3500 chairs 10 bob each', null],
    ['Mattress cleaning 500, sofa 250 per seat', null],
    ['Handbag 2500, 120 pcs left', 2500],
    ['Nokia 3310, 1,500', 1500],
  ])('%j: %j', check);
});

describe('a limit of pieces', () => {
  test.each<Caption>([
    ['Above 6 pieces 700, below 6 pieces 850', 850],
    ['Kids shorts\nBelow 6 pieces 850\nAbove 6 pieces 700', 850],
    ['Mtumba tops\nUnder 10 pcs @250, over 10 pcs @200', 250],
    ['Leggings\nLess than 6 pieces 450 each\nMore than 6 pieces 380 each', 450],
    ['Leso\nChini ya pieces 6 ni 850, zaidi ya pieces 6 ni 700', 850],
    ['Socks 150, above 12 pairs 120', 150],
    ['Bale openers\nEach piece 500\nAbove 10 pieces 450', 500],
    ['Socks @150, above 12 pairs @120', 150],
    ['Bag @1800. Orders above 3 pieces get free delivery', 1800],
  ])('%j: %j', check);
});

describe('a set, a part of it, several', () => {
  test.each<Caption>([
    ['Dinner set Ksh 3,500 / Plates Ksh 250 each', 3500],
    ['Dinner set\nKsh 3,500\nPlates Ksh 250 each', 3500],
    ['Tea set Ksh 2,800, cups Ksh 150 each', 2800],
    ['Set ya 3: 15,000 / Kubwa pekee 8,500', null],
    ['Suitcases\nSet of 3: 15,000\nLarge only 8,500', null],
    ['Dining set\nTable only 25k\nFull set with 4 chairs 45k', 45000],
    ['Bedding set\nDuvet + bedsheet 3500\nDuvet only 2500', null],
    ['Jumper and trouser set 2,700\nSeparately 1,500 each', null],
    ['Dress\nKsh 2500 dress only, Ksh 3200 with hat', 2500],
    ['Shirt\nShirt 1500, tie 500\nBoth at 1900', null],
    ['Shirt & tie combo\nShirt 1500 tie 500 both 1900', 1900],
    ['Burger only 450, combo with fries 650', 450],
    ['Burger + fries combo 650, burger only 450', null],
    ['Canon 1300D 45k with 18-55mm lens, body only 38k', null],
    ['Full suit 6500, blazer only 4000', 6500],
  ])('%j: %j', check);
});

describe('one and several', () => {
  test.each<Caption>([
    ['Mom jeans 1200 each or 2 @2200', 1200],
    ['Mom jeans\n2 @2200 or 1200 each', 1200],
    ['Any 3 at 1800, one 650', 650],
    ['Any 3 @1800, moja 650', 650],
    ['3 for 1000 or 350 each', 350],
    ['Buy any 3 for 2000', null],
    ['Tops\nPick 4 for 1000', null],
    ['Pedicure 800 both 1200', null],
    ['Pay for 2 get 3. 700 each', 700],
    ['Juice 350 each. Buy 2 get 1 free', 350],
  ])('%j: %j', check);
});

describe('a house, a cake: what is paid when', () => {
  test.each<Caption>([
    ['House to let\nBedsitters 12k\n1br 18k\n2br 25k', 12000],
    ['Studios 15k, 1 bedrooms 22k', 15000],
    ['Wedding cake\n20k total\n10k deposit\n10k on delivery', 20000],
    ['Cake\nDeposit 2,000, 2,500 on collection', null],
    ['Cake\nKsh 2,500 on delivery', 2500],
    ['Sneakers\nSold at 4000 before, now clearing at 3300', 3300],
    ['Sneakers 3,300 (4,000 before)', 3300],
  ])('%j: %j', check);
});

describe('what brackets add to the price before them', () => {
  test.each<Caption>([
    ['2200 (2500 delivered)', 2200],
    ['Dera\n2200 (2500 delivered)', 2200],
    ['Vitenge 6 yards 2500 (450 per yard)', 2500],
    ['Yeezy 350 (3,500 only)', 3500],
    ['Nokia 3310 (1,500/=)', 1500],
  ])('%j: %j', check);
});

describe('a price of before, after the one of now', () => {
  test.each<Caption>([
    ['Lunch box\nOffer! 1200 from 1500', 1200],
    ['Lunch box\n1,200 from 1,500', 1200],
    ['Lunch box @1200 from 1500', 1200],
    ['30% off! 3,500 4,999', 3500],
    ['RRP 2999 Black Friday 1999', 1999],
    ['Blender\nRRP 2,999\nBlack Friday price 1,999', 1999],
    ['RRP 2999, ours 1999', 1999],
    ['Tops @500, dresses from 1500', 500],
  ])('%j: %j', check);
});

describe('what it costs elsewhere, what is added', () => {
  test.each<Caption>([
    ['Washing machine 24,999 (RRP 32,000)', 24999],
    ['Washing machine 24,999\nMRP 32,000', 24999],
    ['Blender RRP 2,999', 2999],
    ['Hat 700\nembroidery from 150', 700],
    ['Handbag 2500\nlaces from 150', null],
    ['Study desk + chair 5500\ndesk only 3000', null],
    ['Airbnb daily 2k monthly 35k', 2000],
    ['Airbnb\nDaily 2,500, weekly 15,000', 2500],
    ['Smokies pack of 22 @480', 480],
    ['Hostel: sharing 7,500 single 15,000 per sem', null],
    ['Vape 12,000 puffs, 2,500 each', 2500],
  ])('%j: %j', check);
});

describe('a sum with its fee', () => {
  test.each<Caption>([
    ['Nike\n3,500/-. Delivery 250/-. Total 3,750/-', 3500],
    ['Dera 1,600\nDelivery 200\nTotal 1,800', 1600],
    ['Total 1,800', 1800],
  ])('%j: %j', check);
});

describe('little by little', () => {
  test.each<Caption>([
    ['Itel A70\nLipa mdogo mdogo\nDeposit 2,499 kisha 55 kila siku', null],
    ['Water tank 1000L\ndeposit 2,000, balance 12 weeks @ 600', null],
    ['Water tank 1000L\nCash 8,000\nHire purchase: dep 2,000 + 600 x 12 weeks', 8000],
    ['Boda\nDeposit 20k, kila wiki 2,500 kwa miezi 18', null],
    ['Airbnb Kilimani studio\n2500/night, 15k weekly, 45k monthly', 2500],
    ['Airbnb\n15k weekly, 45k monthly', 15000],
    ['Parking\n300 kila siku', 300],
  ])('%j: %j', check);
});

describe('no price of what is sold', () => {
  test.each<Caption>([
    ['Tunanunua vyuma chakavu\nKilo 35 bob', null],
    ['We buy used laptops\nUp to 30,000 cash', null],
    ['Nanunua chupa, moja 5 bob', null],
    ['Samsung 55 inch 4K 2024 model', null],
    ['Hisense 43" 4K', null],
    ['Hisense 43" 4K\n42k', 42000],
    ['Ksh 3 5,000', null],
    ['Kes. 2 4,500', null],
    ['Ksh 35 000', 35000],
  ])('%j: %j', check);
});

describe('sizes after a slash', () => {
  test.each<Caption>([
    ['HP 840 G5 8GB 32k/16GB 36k', 32000],
    ['Duvet 4x6 2800/5x6 3000/6x6 3300', 2800],
    ['Laptop 25k, without charger 23k', 25000],
    ['Laptop 25k without charger 23k', 25000],
    ['TV 18,000, bila stand 16,500', 18000],
    ['Nikon lens 18-55mm 3,500/5.6', null],
  ])('%j: %j', check);
});
