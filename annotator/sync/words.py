"""Words that are easy to say aloud: of codes that open a key, and of pseudonyms."""

import secrets
from collections.abc import Collection

_CODE_WORDS = """
acorn almond amber anchor apple apron arrow autumn bakery bamboo banjo barley basket beacon
beaver bell berry birch biscuit blanket bottle bramble branch brass breeze brick bridge broom
bucket butter button cabin cable cactus camel candle canoe canyon carpet carrot castle cedar
cello chalk cherry chimney cinder circus clay clock cloud clover coast cobalt cocoa comet
compass copper coral corner cotton cradle crane crayon cricket crystal cushion daisy dancer
desert dolphin donkey dragon drum eagle easel ember engine falcon farmer feather fern ferry
fiddle field finch flint flute forest fossil fountain garden garlic ginger glacier globe goblet
granite grape gravel guitar hamlet hammer harbour harvest hazel hedge heron hockey honey hornet
igloo island ivory jacket jasmine jigsaw jungle kayak kettle kitten ladder lagoon lantern laurel
lemon letter library lilac linen lizard lobster magnet mango maple marble meadow melon mirror
mitten mosaic muffin napkin nectar needle nickel noodle nutmeg oasis ocean olive onion orchard
otter oyster paddle palace panda paper parrot pebble pencil pepper piano picnic pillow pilot
planet plum pocket polar pony poppy potter pottery prairie puffin pumpkin puzzle quartz quilt
rabbit radish raft rainbow raven ribbon river robin rocket rope rosemary saddle saffron salmon
sandal satin saucer scarf school seagull shadow shell shovel silver singer sketch slipper
snow sparrow spice spider sponge spruce squirrel stable statue stone summer sunset swallow table
tailor teapot temple thimble thunder ticket tiger timber tomato trumpet tulip tunnel turnip
turtle umbrella valley vanilla velvet village violet violin voyage waffle wagon walnut walrus
weaver whale wheat willow window winter wizard yacht yellow zebra
"""
CODE = tuple(_CODE_WORDS.split())
"""What codes are made of: each word once."""

_COLOURS_WORDS = """
Amber Apricot Auburn Azure Beige Blue Bronze Brown Cerise Chestnut Cobalt Copper Coral Cream
Crimson Cyan Ebony Emerald Fawn Golden Green Grey Hazel Indigo Ivory Jade Khaki Lemon Lilac Lime
Magenta Maroon Mauve Mint Navy Ochre Olive Orange Peach Pearl Pink Plum Purple Red Rose Ruby
Russet Saffron Sage Sand Scarlet Sepia Silver Slate Tan Teal Topaz Turquoise Umber Violet White
Yellow
"""
_COLOURS = tuple(_COLOURS_WORDS.split())
_CREATURES_WORDS = """
Albatross Badger Beaver Bison Bittern Bluebird Bullfinch Buzzard Camel Caribou Chaffinch Condor
Cormorant Coyote Crane Cricket Curlew Deer Dolphin Dove Dragonfly Duck Eagle Egret Eider Elk
Falcon Finch Firefly Flamingo Fox Gannet Gazelle Giraffe Goldfinch Goose Grebe Grouse Gull Hare
Harrier Hawk Hedgehog Heron Hoopoe Ibex Ibis Jackdaw Jay Kestrel Kingfisher Kite Kiwi Koala
Lapwing Lark Lemur Linnet Llama Lynx Magpie Marten Merlin Moose Newt Nightingale Ocelot Oriole
Osprey Otter Owl Oyster Panda Partridge Pelican Penguin Petrel Pheasant Pipit Plover Puffin
Quail Rabbit Raven Redstart Robin Rook Salmon Sandpiper Seal Shrike Siskin Skylark Snipe Sparrow
Squirrel Starling Stork Swallow Swan Swift Tern Thrush Tiger Toucan Trout Turtle Wagtail Walrus
Warbler Waxwing Whale Woodpecker Wren Yak Zebra
"""
_CREATURES = tuple(_CREATURES_WORDS.split())


def new_code() -> str:
    """A new code: three words and a number of two digits, about 30 bits in all."""
    words = [secrets.choice(CODE) for _ in range(3)]
    return "-".join([*words, str(10 + secrets.randbelow(90))])


def pseudonym(taken: Collection[str]) -> str:
    """Two words that nobody has, drawn by lot: a number comes after them where all are taken."""
    names = [f"{colour} {creature}" for colour in _COLOURS for creature in _CREATURES]
    free = [it for it in names if it not in taken]
    if free:
        return secrets.choice(free)
    number = 2
    while f"{names[0]} {number}" in taken:
        number += 1
    return f"{names[0]} {number}"
